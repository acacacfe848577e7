"use client"

import { useSyncExternalStore } from "react"
import { cn } from "./cn"
import { Tooltip } from "./tooltip"

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
] as const

/** "4 min ago", "in 3 d". Older than a month it is a date. */
export function relative(from: Date, now: number): string {
  const seconds = Math.round((now - from.getTime()) / 1000)
  const size = Math.abs(seconds)
  if (size > 30 * 86_400) return from.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
  const [unit, length] = units.find(([, length]) => size >= length) ?? ["s", 1]
  // The present is rounded down by up to 30 s.
  if (unit === "s") return seconds >= -30 ? "just now" : "in a moment"
  const count = `${Math.floor(size / length)} ${unit}`
  return seconds >= 0 ? `${count} ago` : `in ${count}`
}

const subscribe = (tick: () => void) => {
  const timer = setInterval(tick, 30_000)
  return () => clearInterval(timer)
}
// Rounded, so that the answer stays the same until something may have changed.
const present = () => Math.floor(Date.now() / 30_000) * 30_000

type RelativeTimeProps = { at: string | Date; prefix?: string; className?: string }

/** A moment as people say it; the exact one, with its zone, on hover and on focus. */
export function RelativeTime({ at, prefix, className }: RelativeTimeProps) {
  const date = new Date(at)
  const now = useSyncExternalStore(subscribe, present, present)
  return (
    <Tooltip text={<Exact date={date} />}>
      <time
        data-slot="relative-time"
        dateTime={date.toISOString()}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be readable without a pointer
        tabIndex={0}
        // Between the server's rendering and this one a minute may have passed.
        suppressHydrationWarning
        className={cn("whitespace-nowrap rounded-sm", className)}
      >
        {prefix ? `${prefix} ${relative(date, now)}` : relative(date, now)}
      </time>
    </Tooltip>
  )
}

/** Drawn only in the browser, whose zone is the reader's. */
function Exact({ date }: { date: Date }) {
  return date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "long" })
}
