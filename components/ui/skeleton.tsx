"use client"

import type { CSSProperties } from "react"
import { cn } from "./cn"
import { VisuallyHidden } from "./visually-hidden"

/** A place kept for what is coming, of its size. It is seen only if the coming takes longer than 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span data-slot="skeleton" aria-hidden="true" className={cn("block h-4 animate-late rounded-sm bg-border", className)} />
}

const bars = ["60%", "40%", "50%", "33%", "66%"]

/** As high as the table that follows it: head 34 px, rows 44 or 36 px. */
export function TableSkeleton({
  label,
  rows = 8,
  columns = 5,
  density = "normal",
}: {
  label: string
  rows?: number
  columns?: number
  density?: "normal" | "compact"
}) {
  return (
    <div data-slot="table-skeleton" aria-busy="true" className="overflow-hidden rounded-lg border border-border bg-card">
      <VisuallyHidden>{label}</VisuallyHidden>
      <div className="h-8.5 border-border border-b bg-muted" />
      {Array.from({ length: rows }, (_, row) => (
        // One element a row, its bars a background: it is drawn with every page and hardly ever seen.
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          key={row}
          className={density === "compact" ? "skeleton-row h-9" : "skeleton-row h-11"}
          style={{ "--columns": columns, "--bar": bars[row % bars.length] } as CSSProperties}
        />
      ))}
    </div>
  )
}
