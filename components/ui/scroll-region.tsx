"use client"

import { type ReactNode, useEffect, useRef, useState } from "react"
import { cn } from "./cn"

/** Becomes a labelled place of its own, that keys can scroll, only while its content is wider than it. */
export function ScrollRegion({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(false)
  const [scrolled, setScrolled] = useState(false)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWide((element.firstElementChild?.scrollWidth ?? 0) > element.clientWidth + 1)
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    if (element.firstElementChild) watch.observe(element.firstElementChild)
    return () => watch.disconnect()
  }, [])

  return (
    <div
      ref={box}
      data-slot="scroll-region"
      data-scrolled={(wide && scrolled) || undefined}
      {...(wide ? { role: "region", "aria-label": label, tabIndex: 0 } : {})}
      onScroll={(event) => setScrolled(event.currentTarget.scrollLeft > 0)}
      className={cn("group/scroll", wide ? "overflow-x-auto" : "overflow-clip", className)}
    >
      {children}
    </div>
  )
}
