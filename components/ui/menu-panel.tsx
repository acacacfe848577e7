"use client"

import Link from "next/link"
import { type RefObject, useRef } from "react"
import { Anchor } from "./anchor"
import { Menu, MenuContent, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator, MenuTrigger } from "./menu"
import type { MenuEntry, MenuPlace } from "./menu-button"
import { rememberMenu } from "./use-focus-back"

type MenuPanelProps = MenuPlace & {
  /** Of the button, which stands elsewhere. */
  id: string
  anchor: RefObject<HTMLButtonElement | null>
  opened: "pointer" | "keys" | undefined
  onClose: () => void
  entries: () => readonly (MenuEntry | false)[]
}

export function MenuPanel({ id, anchor, opened, onClose, entries, ...place }: MenuPanelProps) {
  const within = useRef<HTMLDivElement>(null)
  const close = () => {
    rememberMenu(anchor.current)
    onClose()
  }
  return (
    <Menu open={opened !== undefined} onOpenChange={(open) => open || close()}>
      <MenuTrigger asChild>
        <Anchor to={anchor} />
      </MenuTrigger>
      <MenuContent
        {...place}
        ref={within}
        id={`${id}-menu`}
        aria-labelledby={id}
        // The press that closes belongs to the button.
        onInteractOutside={(event) => anchor.current?.contains(event.target as Node) && event.preventDefault()}
        onFocus={({ target, currentTarget }) => {
          if (opened === "keys" && target === currentTarget)
            within.current?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus()
        }}
      >
        {/* biome-ignore lint/suspicious/noArrayIndexKey: entries stay where they are, and headings and lines have no name */}
        {entries().map((entry, at) => entry && <Entry key={`${at} ${entry.kind}`} {...entry} />)}
      </MenuContent>
    </Menu>
  )
}

function Entry(entry: MenuEntry) {
  if (entry.kind === "line") return <MenuSeparator />
  if (entry.kind === "choice")
    return (
      <MenuRadioGroup value={entry.value ?? ""} onValueChange={entry.choose}>
        {entry.options.map(({ value, label }) => (
          <MenuRadioItem key={value} value={value}>
            {label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    )
  const said = (
    <>
      {entry.icon} {entry.label}
    </>
  )
  if (entry.kind === "heading") return <MenuLabel className={entry.className}>{said}</MenuLabel>
  if (entry.kind === "link")
    return (
      <MenuItem asChild>
        <Link href={entry.href}>{said}</Link>
      </MenuItem>
    )
  return (
    <MenuItem danger={entry.danger} disabled={entry.disabled} onSelect={entry.act}>
      {said}
    </MenuItem>
  )
}
