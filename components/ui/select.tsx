"use client"

import { ChevronDown } from "lucide-react"
import type { ComponentProps } from "react"
import { cn } from "./cn"
import { controlClasses } from "./input"
import { useFieldProps } from "./use-field"

type SelectProps = ComponentProps<"select"> & {
  options?: readonly { value: string; label: string; disabled?: boolean }[]
  /** A first, empty line such as "Choose a region". */
  placeholder?: string
}

/** The browser's own list: it scrolls, searches by typing and fits a phone better than ours would. */
export function Select({ className, options, placeholder, children, ...props }: SelectProps) {
  const control = useFieldProps(props)
  return (
    <span data-slot="select" className={cn("relative inline-flex w-full min-w-0", className)}>
      <select {...control} className={cn(controlClasses, "h-control appearance-none truncate bg-card pr-8 pl-2.5")}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options?.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  )
}
