"use client"

import { Search } from "lucide-react"
import { cn } from "@/components/ui/cn"
import { Kbd } from "@/components/ui/kbd"
import { openPalette } from "./command-palette"

export function SearchButton({ shrinks = false }: { shrinks?: boolean }) {
  return (
    <button
      type="button"
      data-slot="search-button"
      onClick={openPalette}
      aria-keyshortcuts="Control+K Meta+K"
      className={cn(
        "flex h-7.5 w-full items-center gap-2 rounded-md px-2.5 text-left text-muted-foreground hover:bg-hover hover:text-foreground max-md:h-11",
        shrinks && "max-rail:h-9 max-rail:justify-center max-rail:px-0",
      )}
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      <span className={cn("flex-1", shrinks && "max-rail:sr-only")}>Find…</span>
      <Kbd aria-hidden="true" className={cn("max-md:hidden", shrinks && "max-rail:hidden")}>
        Ctrl K
      </Kbd>
    </button>
  )
}
