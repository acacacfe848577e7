"use client"

import type { ComponentProps, KeyboardEvent } from "react"
import { cn } from "./cn"
import { controlClasses } from "./input"
import { useFieldProps } from "./use-field"

/** Ctrl or Cmd with Enter sends the form; Enter alone is a line. */
export function Textarea({ className, rows = 4, onKeyDown, ...props }: ComponentProps<"textarea">) {
  const control = useFieldProps(props)
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    onKeyDown?.(event)
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
  }
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      {...control}
      onKeyDown={press}
      className={cn(controlClasses, "px-2.5 py-1.5 read-only:bg-muted", className)}
    />
  )
}
