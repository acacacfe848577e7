"use client"

import { useState } from "react"
import { later } from "@/components/ui/later"
import { useHotkey } from "@/components/ui/use-hotkey"

export type ShortcutGroup = { title: string; shortcuts: readonly { keys: readonly string[]; does: string }[] }

const ShortcutsWindow = later(() => import("./shortcuts-window").then(({ ShortcutsWindow }) => ShortcutsWindow))

/** Opens on "?". Groups of a page are added to those that hold everywhere. */
export function ShortcutsDialog({ groups = [] }: { groups?: readonly ShortcutGroup[] }) {
  const [open, setOpen] = useState(false)
  useHotkey("?", () => setOpen(true))
  return open && <ShortcutsWindow groups={groups} onClose={() => setOpen(false)} />
}
