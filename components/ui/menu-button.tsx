"use client"

import { type KeyboardEvent, type MouseEvent, type ReactElement, type ReactNode, type Ref, useId, useRef, useState } from "react"
import { later } from "./later"

type Said = { label: ReactNode; icon?: ReactNode }
export type MenuEntry =
  | (Said & { kind: "act"; act: () => void; danger?: boolean; disabled?: boolean })
  | (Said & { kind: "link"; href: string })
  | (Said & { kind: "heading"; className?: string })
  | { kind: "choice"; value: string | undefined; choose: (value: string) => void; options: readonly { value: string; label: ReactNode }[] }
  | { kind: "line" }

type Press = {
  ref: Ref<HTMLButtonElement>
  id: string
  "aria-haspopup": "menu"
  "aria-expanded": boolean
  "aria-controls": string | undefined
  onClick: (event: MouseEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
}

export type MenuPlace = { align?: "start" | "end"; side?: "top" | "bottom"; className?: string }

type MenuButtonProps = MenuPlace & {
  /** Draws the button: everything that it is given belongs on it. */
  button: (press: Press) => ReactElement
  /** From top to bottom. Asked for only when the menu opens; what is false is left out. */
  entries: () => readonly (MenuEntry | false)[]
}

const MenuPanel = later(() => import("./menu-panel").then(({ MenuPanel }) => MenuPanel))

/** A button with a menu behind it. A page may hold a hundred: until the press each is a button and nothing else. */
export function MenuButton({ button, entries, ...place }: MenuButtonProps) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<"pointer" | "keys">()
  const [ever, setEver] = useState(false)
  const open = (how: typeof opened) => {
    setEver(true)
    setOpened(how)
  }
  const press = {
    ref: anchor,
    id,
    "aria-haspopup": "menu" as const,
    "aria-expanded": opened !== undefined,
    "aria-controls": opened && `${id}-menu`,
    // A press by a key has no count.
    onClick: ({ detail }: MouseEvent) => open(opened ? undefined : detail === 0 ? "keys" : "pointer"),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown") return
      event.preventDefault()
      open("keys")
    },
  }
  return (
    <>
      {button(press)}
      {ever && <MenuPanel {...place} id={id} anchor={anchor} opened={opened} onClose={() => setOpened(undefined)} entries={entries} />}
    </>
  )
}
