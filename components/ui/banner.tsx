import { CircleAlert, Info, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"

const looks = {
  info: { icon: Info, classes: "bg-run-bg text-run" },
  warn: { icon: TriangleAlert, classes: "bg-warn-bg text-warn" },
  bad: { icon: CircleAlert, classes: "bg-bad-bg text-bad" },
}

type BannerProps = {
  tone: keyof typeof looks
  title: ReactNode
  /** What it means, and what is safe. */
  children?: ReactNode
  action?: ReactNode
  /** The id under which the log knows this failure. */
  reference?: string
  /** Read aloud when it appears. Not for what stands there from the start. */
  live?: boolean
  className?: string
}

export function Banner({ tone, title, children, action, reference, live, className }: BannerProps) {
  const { icon: Icon, classes } = looks[tone]
  return (
    <div
      data-slot="banner"
      data-tone={tone}
      role={live ? "alert" : undefined}
      className={cn("flex items-start gap-2.5 rounded-lg px-3 py-2.5 forced-colors:border", classes, className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium">{title}</p>
        {children && <div className="text-foreground">{children}</div>}
        {reference && <p className="mt-0.5 select-all font-mono text-xs">Reference {reference}</p>}
      </div>
      {action && <div className="-my-1 shrink-0 self-center text-foreground">{action}</div>}
    </div>
  )
}
