"use client"

import { useSyncExternalStore } from "react"
import { cn } from "./cn"

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
] as const

// Made once: making one takes longer than a hundred uses.
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })

/** "4 min ago", "in 3 d". Older than a month it is a date. */
export function relative(from: Date, now: number): string {
  const seconds = Math.round((now - from.getTime()) / 1000)
  const size = Math.abs(seconds)
  if (size > 30 * 86_400) return day.format(from)
  const [unit, length] = units.find(([, length]) => size >= length) ?? ["s", 1]
  // The present is rounded down by up to 30 s.
  if (unit === "s") return seconds >= -30 ? "just now" : "in a moment"
  const count = `${Math.floor(size / length)} ${unit}`
  return seconds >= 0 ? `${count} ago` : `in ${count}`
}

const ticks = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for every moment on the page. */
const subscribe = (tick: () => void) => {
  ticks.add(tick)
  timer ??= setInterval(() => {
    for (const each of ticks) each()
  }, 30_000)
  return () => {
    ticks.delete(tick)
    if (ticks.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
// Rounded, so that the answer stays the same until something may have changed.
const present = () => Math.floor(Date.now() / 30_000) * 30_000

type RelativeTimeProps = { at: string | Date; prefix?: string; className?: string }

/** A moment as people say it; the exact one, with its zone, on hover and on focus. */
export function RelativeTime({ at, prefix, className }: RelativeTimeProps) {
  const date = new Date(at)
  const now = useSyncExternalStore(subscribe, present, present)
  return (
    <time
      data-tip=""
      dateTime={date.toISOString()}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be readable without a pointer
      tabIndex={0}
      // Between the server's rendering and this one a minute may have passed.
      suppressHydrationWarning
      className={cn("moment", className)}
    >
      {prefix ? `${prefix} ${relative(date, now)}` : relative(date, now)}
    </time>
  )
}
