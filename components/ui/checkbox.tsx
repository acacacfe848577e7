"use client"

import { Check, Minus } from "lucide-react"
import { type ComponentProps, type ReactNode, useId } from "react"
import { cn } from "./cn"

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  /** Some but not all of what it stands for. */
  indeterminate?: boolean
  onCheckedChange?: (checked: boolean) => void
}

/** A bare box: give it `aria-label` or a label of your own. With text beside it, take CheckboxField. */
export function Checkbox({ className, indeterminate = false, onCheckedChange, onChange, ...props }: CheckboxProps) {
  return (
    <span data-slot="checkbox" className={cn("relative inline-grid size-4 shrink-0 place-items-center", className)}>
      <input
        {...props}
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = indeterminate
        }}
        onChange={(event) => {
          onChange?.(event)
          onCheckedChange?.(event.target.checked)
        }}
        className="peer size-4 appearance-none rounded-sm border border-input bg-card before:absolute before:-inset-2 checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary disabled:border-border disabled:bg-muted"
      />
      <Check
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-3 text-primary-foreground peer-checked:block peer-indeterminate:hidden peer-disabled:text-muted-foreground"
      />
      <Minus
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-3 text-primary-foreground peer-indeterminate:block"
      />
    </span>
  )
}

type CheckboxFieldProps = CheckboxProps & { label: ReactNode; help?: ReactNode }

export function CheckboxField({ label, help, className, ...props }: CheckboxFieldProps) {
  const id = useId()
  return (
    <div data-slot="checkbox-field" className={cn("flex items-start gap-2.5 py-1 max-md:py-2.5", className)}>
      <Checkbox id={id} aria-describedby={help ? `${id}-help` : undefined} className="mt-0.5" {...props} />
      <div className="min-w-0">
        <label htmlFor={props.id ?? id} className="block">
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-muted-foreground text-xs">
            {help}
          </p>
        )}
      </div>
    </div>
  )
}
