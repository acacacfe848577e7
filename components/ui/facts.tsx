import type { ReactNode } from "react"
import { cn } from "./cn"

export type Fact = { term: string; value: ReactNode; mono?: boolean }

/** Terms and their values. In columns it reads as a strip of facts, otherwise as a list. */
export function Facts({ facts, layout = "list", className }: { facts: readonly Fact[]; layout?: "list" | "columns"; className?: string }) {
  const columns = layout === "columns"
  return (
    <dl
      data-slot="facts"
      className={cn(columns ? "flex flex-wrap gap-x-8 gap-y-3" : "grid gap-x-6 gap-y-2 md:grid-cols-[minmax(7rem,auto)_1fr]", className)}
    >
      {facts.map(({ term, value, mono }) => (
        <div key={term} className={cn("min-w-0", !columns && "md:contents")}>
          <dt className="text-muted-foreground max-md:text-xs">{term}</dt>
          <dd className={cn("min-w-0 [overflow-wrap:anywhere]", mono && "font-mono text-xs leading-5")}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
