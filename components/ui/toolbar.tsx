import type { ReactNode } from "react"
import { cn } from "./cn"

/** Over a table: search and filters first; at the right the count and what changes the view. */
export function Toolbar({ children, end, className }: { children?: ReactNode; end?: ReactNode; className?: string }) {
  return (
    <div data-slot="toolbar" data-print="no" className={cn("flex flex-wrap items-center gap-2 pb-2.5", className)}>
      {children}
      {end && (
        <div className="ml-auto flex flex-wrap items-center gap-2 text-muted-foreground max-md:ml-0 max-md:w-full max-md:justify-between">
          {end}
        </div>
      )}
    </div>
  )
}
