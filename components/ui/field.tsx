"use client"

import { CircleAlert } from "lucide-react"
import { type ReactNode, useId } from "react"
import { cn } from "./cn"
import { FieldContext } from "./use-field"

export type FieldProps = {
  label: ReactNode
  /** The name under which the control is sent; given to the control inside. */
  name?: string
  help?: ReactNode
  /** Messages of this field, as a Failure brings them. */
  error?: string | readonly string[]
  /** Set beside the label, e.g. "Optional" or "Changed". */
  mark?: ReactNode
  className?: string
  children: ReactNode
}

/** A label, one control, its help and its error, tied together for eyes and ears alike. */
export function Field({ label, name, help, error, mark, className, children }: FieldProps) {
  const id = useId()
  const errors = typeof error === "string" ? [error] : (error ?? [])
  const invalid = errors.length > 0
  const describedBy = [help && `${id}-help`, invalid && `${id}-error`].filter(Boolean).join(" ") || undefined
  return (
    <FieldContext value={{ id, name, describedBy, invalid }}>
      <div data-slot="field" data-invalid={invalid || undefined} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
        <div className="flex items-baseline gap-2">
          <label htmlFor={id} className="font-medium text-sm">
            {label}
          </label>
          {mark && <FieldMark>{mark}</FieldMark>}
        </div>
        {children}
        {help && <FieldHelp id={`${id}-help`}>{help}</FieldHelp>}
        {invalid && <FieldError id={`${id}-error`} messages={errors} />}
      </div>
    </FieldContext>
  )
}

export function FieldMark({ children }: { children: ReactNode }) {
  return <span className="text-muted-foreground text-xs">{children}</span>
}

export function FieldHelp({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} data-slot="field-help" className="max-w-[72ch] text-muted-foreground text-xs">
      {children}
    </p>
  )
}

export function FieldError({ id, messages }: { id?: string; messages: readonly string[] }) {
  return (
    <p id={id} data-slot="field-error" className="flex items-start gap-1.5 text-destructive text-xs">
      <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      <span>{messages.join(" ")}</span>
    </p>
  )
}
