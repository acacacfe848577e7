"use client"

import { useRef } from "react"

/** A window that no trigger opened (a key, a menu's entry) returns the focus all the same; if the opener is gone, to the heading. */
export function useFocusBack() {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      const active = document.activeElement
      const menu = active?.closest('[role="menu"]')
      opener.current = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active
    },
    onCloseAutoFocus: (event: Event) => {
      const from = opener.current
      if (!from || from === document.body) return
      event.preventDefault()
      const to = from.isConnected ? from : document.querySelector("main h1[tabindex]")
      if (to instanceof HTMLElement) to.focus()
    },
  }
}
