import { type ComponentProps, type ReactNode, useId } from "react"
import { cn } from "./cn"

type CardProps = Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  level?: 2 | 3
  /** Set in the destructive colour, for what cannot be undone. */
  danger?: boolean
  /** Lets a table or a list reach the edges. */
  flush?: boolean
}

export function Card({ title, description, actions, footer, level = 2, danger, flush, className, children, ...props }: CardProps) {
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section
      data-slot="card"
      aria-labelledby={title ? id : undefined}
      className={cn("min-w-0 rounded-lg border border-border bg-card", danger && "border-destructive", className)}
      {...props}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5">
          <div className="min-w-0">
            {title && (
              <Heading id={id} className="font-semibold text-md">
                {title}
              </Heading>
            )}
            {description && <p className="mt-0.5 max-w-[72ch] text-muted-foreground">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cn(flush ? "pt-3" : "px-4 pt-3 pb-4")}>{children}</div>
      {footer && (
        <footer className="flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-border border-t bg-muted px-4 py-2.5">
          {footer}
        </footer>
      )}
    </section>
  )
}

type SectionProps = Omit<CardProps, "footer" | "danger" | "flush">

/** A part of a page with a heading and no box around it. */
export function Section({ title, description, actions, level = 2, className, children, ...props }: SectionProps) {
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section data-slot="section" aria-labelledby={title ? id : undefined} className={cn("min-w-0", className)} {...props}>
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 pb-2.5">
        <div className="min-w-0">
          <Heading id={id} className="font-semibold text-md">
            {title}
          </Heading>
          {description && <p className="mt-0.5 max-w-[72ch] text-muted-foreground">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
