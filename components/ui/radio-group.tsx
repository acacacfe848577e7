"use client"

import { createContext, type ReactNode, use, useId } from "react"
import { cn } from "./cn"
import { FieldError, FieldHelp } from "./field"

type Group = {
  name: string
  look: "plain" | "cards"
  value?: string
  initial?: string
  describedBy?: string
  onValueChange?: (value: string) => void
}
const GroupContext = createContext<Group | null>(null)

type RadioGroupProps = {
  legend: ReactNode
  legendHidden?: boolean
  name: string
  /** `value` with `onValueChange` for a controlled group, `defaultValue` for one that a form reads. */
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  look?: "plain" | "cards"
  help?: ReactNode
  error?: string | readonly string[]
  className?: string
  children: ReactNode
}

export function RadioGroup({
  legend,
  legendHidden,
  name,
  value,
  defaultValue,
  onValueChange,
  look = "plain",
  help,
  error,
  className,
  children,
}: RadioGroupProps) {
  const id = useId()
  const errors = typeof error === "string" ? [error] : (error ?? [])
  const describedBy = [help && `${id}-help`, errors.length > 0 && `${id}-error`].filter(Boolean).join(" ") || undefined
  return (
    <GroupContext value={{ name, look, value, initial: defaultValue, describedBy, onValueChange }}>
      <fieldset data-slot="radio-group" aria-describedby={describedBy} aria-invalid={errors.length > 0 || undefined} className="min-w-0">
        <legend className={cn("mb-1.5 font-medium", legendHidden && "sr-only")}>{legend}</legend>
        {help && (
          <div className="mb-2">
            <FieldHelp id={`${id}-help`}>{help}</FieldHelp>
          </div>
        )}
        <div className={cn(look === "cards" ? "grid gap-2" : "flex flex-col", className)}>{children}</div>
        {errors.length > 0 && (
          <div className="mt-1.5">
            <FieldError id={`${id}-error`} messages={errors} />
          </div>
        )}
      </fieldset>
    </GroupContext>
  )
}

type RadioOptionProps = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean; lead?: ReactNode }

export function RadioOption({ value, label, help, disabled, lead }: RadioOptionProps) {
  const id = useId()
  const group = use(GroupContext)
  const cards = group?.look === "cards"
  const controlled = group?.onValueChange ? { checked: group.value === value } : { defaultChecked: group?.initial === value }
  return (
    <div
      data-slot="radio-option"
      className={cn(
        "relative flex items-start gap-2.5",
        cards
          ? "rounded-lg border border-border bg-card p-3 hover:bg-hover has-checked:border-primary has-checked:bg-selected"
          : "py-1 max-md:py-2.5",
        disabled && "text-muted-foreground",
      )}
    >
      <input
        {...controlled}
        id={id}
        type="radio"
        name={group?.name}
        value={value}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={() => group?.onValueChange?.(value)}
        className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-input bg-card checked:border-5 checked:border-primary disabled:border-border"
      />
      {lead}
      <div className="min-w-0">
        <label htmlFor={id} className={cn("block", cards && "font-medium after:absolute after:inset-0")}>
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
