"use client"

import { cn } from "./cn"
import { VisuallyHidden } from "./visually-hidden"

/** A place kept for what is coming, of its size. It is seen only if the coming takes longer than 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span data-slot="skeleton" aria-hidden="true" className={cn("block h-4 animate-late rounded-sm bg-border", className)} />
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-1/3", "w-2/3"]

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
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          key={row}
          className={cn("flex items-center gap-6 border-border border-b px-3 last:border-b-0", density === "compact" ? "h-9" : "h-11")}
        >
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <span key={column} className={cn("flex-1", column > 1 && "max-md:hidden")}>
              <Skeleton className={widths[(row + column) % widths.length]} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
