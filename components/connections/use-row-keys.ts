"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"
import { useHotkey } from "@/components/ui/use-hotkey"

const controls = "a, button, input, select, label, [role='button'], [role='menuitem']"
const linksIn = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLAnchorElement>(".name-cell a") ?? [])]

/** A list that opens by a click anywhere in a row, and by keys: j and k move, Enter opens (it is a link), r refreshes. */
export function useRowKeys() {
  const router = useRouter()
  const box = useRef<HTMLTableSectionElement>(null)
  const move = (step: number) => {
    const links = linksIn(box.current)
    const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement))
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step))
    links[next]?.focus()
    links[next]?.scrollIntoView({ block: "nearest" })
  }
  useHotkey("j", () => move(1))
  useHotkey("k", () => move(-1))
  useHotkey("r", () => {
    const row = document.activeElement?.closest("tr")
    if (row && box.current?.contains(row)) row.querySelector<HTMLButtonElement>("[data-refresh]")?.click()
  })

  const follow = (link: HTMLAnchorElement, event: MouseEvent) => {
    // Another tab, another window: the browser's own.
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    router.push(link.pathname + link.search)
  }

  useEffect(() => {
    // The row is not a control and says so to nobody; for a pointer it merely makes the name's link larger.
    const open = (event: MouseEvent) => {
      const { target } = event
      if (!(target instanceof Element) || event.defaultPrevented) return
      const name = target.closest<HTMLAnchorElement>(".name-cell a")
      if (name) return follow(name, event)
      if (target.closest(controls) || String(getSelection())) return
      const link = target.closest("tr")?.querySelector<HTMLAnchorElement>(".name-cell a")
      link?.dispatchEvent(
        new MouseEvent("click", {
          bubbles: true,
          cancelable: true,
          ctrlKey: event.ctrlKey,
          metaKey: event.metaKey,
          shiftKey: event.shiftKey,
        }),
      )
    }
    const element = box.current
    element?.addEventListener("click", open)
    return () => element?.removeEventListener("click", open)
  })
  return box
}
