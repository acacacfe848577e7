import type { ComponentProps } from "react"
import { cn } from "./cn"
import type { Tone } from "./status-badge"

const tones: Record<Tone, string> = {
  ok: "border-transparent bg-ok-bg text-ok",
  warn: "border-transparent bg-warn-bg text-warn",
  bad: "border-transparent bg-bad-bg text-bad",
  run: "border-transparent bg-run-bg text-run",
  idle: "border-transparent bg-idle-bg text-idle",
}

/** A word about a thing: "Beta", "Read only". Its status is a StatusBadge. */
export function Badge({ tone, className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return (
    <span
      data-slot="badge"
      className={cn(
        "inline-flex min-h-5 max-w-full items-center rounded-sm border border-border px-1.5 text-muted-foreground text-xs",
        tone && tones[tone],
        className,
      )}
      {...props}
    />
  )
}
