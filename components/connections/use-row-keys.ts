"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"
import { useHotkey } from "@/components/ui/use-hotkey"

const linksIn = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLAnchorElement>(".name-cell a") ?? [])]

/** A list whose plain links are followed within the console, and that is worked by keys: j and k move, Enter opens, r refreshes. */
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

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>(".name-cell a")
      if (!link || event.defaultPrevented) return
      // Another tab, another window: the browser's own.
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      router.push(link.pathname + link.search)
    }
    const element = box.current
    element?.addEventListener("click", follow)
    return () => element?.removeEventListener("click", follow)
  })
  return box
}
