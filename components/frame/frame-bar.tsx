"use client"

import { Menu as MenuIcon, Search } from "lucide-react"
import { usePathname } from "next/navigation"
import { type ReactNode, useState } from "react"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet"
import { openPalette } from "./command-palette"

/** On a phone: the name of the place, and the rail in a sheet behind a button. */
export function FrameBar({ name, children }: { name: string; children: ReactNode }) {
  const pathname = usePathname()
  const [openAt, setOpenAt] = useState<string>()
  // Bound to the address it was opened at: going anywhere closes it.
  const open = openAt === pathname
  return (
    <header data-slot="frame-bar" className="sticky top-0 z-20 flex h-12 items-center gap-1 border-border border-b bg-muted px-2 md:hidden">
      <Sheet open={open} onOpenChange={(next) => setOpenAt(next ? pathname : undefined)}>
        <SheetTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="Open navigation">
            <MenuIcon aria-hidden="true" />
          </Button>
        </SheetTrigger>
        <SheetContent title="Navigation" titleHidden side="left" className="w-72 bg-muted">
          {children}
        </SheetContent>
      </Sheet>
      <bdi className="min-w-0 flex-1 truncate font-semibold">{name}</bdi>
      <IconButton label="Find a page or an action" onClick={openPalette}>
        <Search aria-hidden="true" />
      </IconButton>
    </header>
  )
}
