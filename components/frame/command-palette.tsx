"use client"

import { lazy, Suspense, useEffect, useState } from "react"
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

const load = () => import("./command-dialog")
const CommandDialog = lazy(() => load().then(({ CommandDialog }) => ({ default: CommandDialog })))
const opening = "patchbay:palette"

/** For a visible button: the palette must not be a secret of the keyboard. */
export function openPalette(): void {
  window.dispatchEvent(new Event(opening))
}

/** Ctrl or Cmd with K, everywhere. Its code arrives after the page is at rest, so that it opens at once. */
export function CommandPalette({ commands }: { commands: readonly Command[] }) {
  const [open, setOpen] = useState(false)
  useHotkey("mod+k", () => setOpen((was) => !was))
  useEffect(() => {
    const show = () => setOpen(true)
    const timer = setTimeout(load, 2000)
    window.addEventListener(opening, show)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(opening, show)
    }
  }, [])
  if (!open) return null
  return (
    <Suspense>
      <CommandDialog commands={commands} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
