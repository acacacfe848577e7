"use client"

import { useRef } from "react"

let menuClosed: { button: Element | null; at: number } | undefined
/** A menu gives the focus back a moment after it has gone; the window that its entry opens may come in that moment and find it nowhere. */
export const rememberMenu = (button: Element | null) => {
  menuClosed = { button, at: performance.now() }
}
const justClosed = () => (menuClosed && performance.now() - menuClosed.at < 2_000 ? menuClosed.button : null)

/** A window that no trigger opened (a key, a menu's entry) returns the focus all the same; if the opener is gone, to the heading. */
export function useFocusBack() {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      const active = document.activeElement
      const menu = active?.closest('[role="menu"]')
      opener.current = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active
      if (opener.current === document.body) opener.current = justClosed() ?? active
    },
    onCloseAutoFocus: (event: Event) => {
      const from = opener.current
      if (!from || from === document.body) {
        requestAnimationFrame(toHeadingIfLost)
        return
      }
      event.preventDefault()
      if (from.isConnected && from instanceof HTMLElement) from.focus()
      toHeadingIfLost()
    },
  }
}

function toHeadingIfLost() {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>("main h1[tabindex]")?.focus()
}
