"use client"

import { useEffect } from "react"

const question = "Leave without saving? What you typed will be lost."
type Navigation = EventTarget & { addEventListener(type: "navigate", listen: (event: NavigateEvent) => void): void }
type NavigateEvent = Event & { navigationType: string; cancelable: boolean }

/** Asks before a link, Back, or a reload throws away what was typed. */
export function useLeaveWarning(active: boolean) {
  useEffect(() => {
    if (!active) return
    const stop = new AbortController()
    const { signal } = stop

    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal })
    document.addEventListener(
      "click",
      (event) => {
        const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[href]")
        if (!link || link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        if (link.hash && link.pathname === location.pathname) return
        if (confirm(question)) stop.abort()
        else {
          event.preventDefault()
          event.stopPropagation()
        }
      },
      { capture: true, signal },
    )
    const { navigation } = window as unknown as { navigation?: Navigation }
    const traverse = (event: NavigateEvent) => {
      if (event.navigationType === "traverse" && event.cancelable && !confirm(question)) event.preventDefault()
    }
    navigation?.addEventListener("navigate", traverse)
    signal.addEventListener("abort", () => navigation?.removeEventListener("navigate", traverse as EventListener))
    return () => stop.abort()
  }, [active])
}
