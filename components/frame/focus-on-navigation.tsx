"use client"

import { usePathname } from "next/navigation"
import { useEffect, useRef } from "react"

/** After a step to another page the focus stands on its heading, so that reading goes on from there. */
export function FocusOnNavigation() {
  const pathname = usePathname()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    const main = document.querySelector<HTMLElement>("main")
    const heading = main?.querySelector<HTMLElement>("h1[tabindex]")
    ;(heading ?? main)?.focus({ preventScroll: true })
  }, [pathname])
  return null
}
