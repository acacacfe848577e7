import { Check } from "lucide-react"
import Link from "next/link"
import { cn } from "./cn"

export type Step = { label: string; href?: string }

/** Where one is in a sequence. A step with an `href` that is already behind can be returned to. */
export function Steps({
  label,
  steps,
  current,
  className,
}: {
  label: string
  steps: readonly Step[]
  current: number
  className?: string
}) {
  return (
    <ol data-slot="steps" aria-label={label} className={cn("flex flex-wrap items-center gap-x-3 gap-y-2", className)}>
      {steps.map(({ label, href }, index) => {
        const done = index < current
        const text = (
          <>
            <span
              aria-hidden="true"
              className={cn(
                "grid size-5 shrink-0 place-items-center rounded-sm border text-2xs font-semibold",
                index === current
                  ? "border-primary bg-primary text-primary-foreground"
                  : done
                    ? "border-primary text-primary"
                    : "border-border text-faint",
              )}
            >
              {done ? <Check className="size-3" strokeWidth={3} /> : index + 1}
            </span>
            {label}
            {done && <span className="sr-only">, done</span>}
          </>
        )
        const classes = "inline-flex min-h-6 items-center gap-2 rounded-sm max-md:min-h-11"
        return (
          <li
            key={label}
            aria-current={index === current ? "step" : undefined}
            className={cn("flex items-center gap-3", index === current ? "font-semibold" : "text-muted-foreground")}
          >
            {index > 0 && <span aria-hidden="true" className="h-px w-6 bg-border max-md:hidden" />}
            {done && href ? (
              <Link href={href} className={cn(classes, "hover:text-foreground hover:underline hover:underline-offset-2")}>
                {text}
              </Link>
            ) : (
              <span className={classes}>{text}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
