import { cn } from "./cn"

type ProgressProps = {
  /** Said above the bar: "Checking 5 of 8". */
  text: string
  /** What is progressing, when the text alone does not say it. */
  label?: string
  value?: number
  max?: number
  className?: string
}

/** A 4-px bar under its text. Without a value it says only that something is under way. */
export function Progress({ text, label, value, max = 100, className }: ProgressProps) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, max === 0 ? 1 : value / max))
  return (
    <div data-slot="progress" className={cn("min-w-32 max-w-40", className)}>
      <span className="block truncate">{text}</span>
      <div
        role="progressbar"
        aria-label={label ?? text}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        className="mt-0.5 h-1 overflow-hidden rounded-sm bg-border forced-colors:border"
      >
        <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none" className="block h-full w-full fill-run">
          <rect width={share === undefined ? 30 : share * 100} height="1" />
        </svg>
      </div>
    </div>
  )
}
