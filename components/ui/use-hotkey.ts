"use client"

import { useEffect, useEffectEvent } from "react"

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

/** The person has switched single keys off (WCAG 2.1.4): the frame says so on its root. */
const silenced = () => document.querySelector('[data-single-keys="off"]') !== null

/** `"/"` is a single key, quiet while one types; `"mod+k"` is Ctrl or Cmd with a key, heard everywhere. */
export function useHotkey(key: string, act: () => void, enabled = true) {
  const modified = key.startsWith("mod+")
  const wanted = modified ? key.slice(4) : key
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.key.toLowerCase() !== wanted) return
    const mod = event.ctrlKey || event.metaKey
    if (modified !== mod) return
    if (!modified && (typing(event.target) || silenced() || document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')))
      return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener("keydown", listen)
    return () => window.removeEventListener("keydown", listen)
  }, [enabled])
}
