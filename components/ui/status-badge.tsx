import { cva } from "class-variance-authority"
import { cn } from "./cn"
import { StatusIcon, type StatusIconName } from "./status-icon"

export type Tone = "ok" | "warn" | "bad" | "run" | "idle"

const badge = cva(
  "inline-flex min-h-5.5 max-w-full items-center gap-1.5 rounded-sm px-2 py-px align-middle font-medium text-xs forced-colors:border forced-colors:border-[CanvasText]",
  {
    variants: {
      tone: {
        ok: "bg-ok-bg text-ok",
        warn: "bg-warn-bg text-warn",
        bad: "bg-bad-bg text-bad",
        run: "bg-run-bg text-run",
        idle: "bg-idle-bg text-idle",
      },
    },
  },
)

const iconOf: Record<Tone, StatusIconName> = { ok: "check", warn: "triangle", bad: "cross", run: "ring", idle: "minus" }

type StatusBadgeProps = {
  tone: Tone
  word: string
  /** Why, after a middle dot: "key expired". */
  reason?: string
  icon?: StatusIconName
  className?: string
}

export function StatusBadge({ tone, word, reason, icon = iconOf[tone], className }: StatusBadgeProps) {
  return (
    <span data-slot="status-badge" data-tone={tone} className={cn(badge({ tone }), className)}>
      <StatusIcon name={icon} />
      <span className="wrap-break-word min-w-0">
        {word}
        {reason && ` · ${reason}`}
      </span>
    </span>
  )
}
