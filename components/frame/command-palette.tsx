"use client"

import { useEffect, useState } from "react"
import { later } from "@/components/ui/later"
import { useHotkey } from "@/components/ui/use-hotkey"

export type Command = {
  id: string
  label: string
  group: string
  /** Other words under which it is found. */
  keywords?: string
  /** Small, after the label: an address, a shortcut. */
  detail?: string
} & ({ href: string; run?: undefined } | { href?: undefined; run: () => unknown })

const CommandDialog = later(() => import("./command-dialog").then(({ CommandDialog }) => CommandDialog))
const opening = "patchbay:palette"

/** For a visible button: the palette must not be a secret of the keyboard. */
export function openPalette(): void {
  window.dispatchEvent(new Event(opening))
}

/** Ctrl or Cmd with K, everywhere. */
export function CommandPalette({ commands }: { commands: readonly Command[] }) {
  const [open, setOpen] = useState(false)
  useHotkey("mod+k", () => setOpen((was) => !was))
  useEffect(() => {
    const show = () => setOpen(true)
    window.addEventListener(opening, show)
    return () => window.removeEventListener(opening, show)
  }, [])
  return open && <CommandDialog commands={commands} onClose={() => setOpen(false)} />
}
