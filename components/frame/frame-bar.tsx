"use client"

import { Menu as MenuIcon, Search } from "lucide-react"
import { usePathname } from "next/navigation"
import { type ReactNode, useState } from "react"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { later } from "@/components/ui/later"
import { openPalette } from "./command-palette"

const RailSheet = later(() => import("./rail-sheet").then(({ RailSheet }) => RailSheet))

/** On a phone: the name of the place, and the rail in a sheet behind a button. */
export function FrameBar({ name, tray, children }: { name: string; tray?: ReactNode; children: ReactNode }) {
  const pathname = usePathname()
  const [openAt, setOpenAt] = useState<string>()
  // Bound to the address it was opened at: going anywhere closes it.
  const open = openAt === pathname
  return (
    <header data-slot="frame-bar" className="sticky top-0 z-20 flex h-12 items-center gap-1 border-border border-b bg-muted px-2 md:hidden">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpenAt(pathname)}
      >
        <MenuIcon aria-hidden="true" />
      </Button>
      {openAt !== undefined && (
        <RailSheet open={open} onClose={() => setOpenAt("")}>
          {children}
        </RailSheet>
      )}
      <bdi className="min-w-0 flex-1 truncate font-semibold">{name}</bdi>
      {tray}
      <IconButton label="Find a page or an action" onClick={openPalette}>
        <Search aria-hidden="true" />
      </IconButton>
    </header>
  )
}
