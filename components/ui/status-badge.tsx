import { cn } from "./cn"
import { StatusIcon, type StatusIconName } from "./status-icon"

export type Tone = "ok" | "warn" | "bad" | "run" | "idle"

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
    <span data-tone={tone} className={cn("status-badge", className)}>
      <StatusIcon name={icon} />
      <span className="wrap-break-word min-w-0">
        {word}
        {reason && ` · ${reason}`}
      </span>
    </span>
  )
}
