"use client"

import type { ComponentProps } from "react"
import { cn } from "./cn"
import { useFieldProps } from "./use-field"

export const controlClasses =
  "w-full min-w-0 rounded-md border border-input bg-card text-foreground text-sm max-md:text-base aria-invalid:border-destructive disabled:cursor-not-allowed disabled:border-border disabled:bg-muted disabled:text-muted-foreground"

/** Names, hosts and keys are not prose: spelling and capitals are left alone unless asked for. */
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  const control = useFieldProps(props)
  return (
    <input
      data-slot="input"
      type={type}
      spellCheck={false}
      autoCapitalize="none"
      {...control}
      className={cn(
        controlClasses,
        "h-control px-2.5 read-only:bg-muted",
        type === "file" && "py-1 file:mr-2 file:rounded-sm file:bg-muted file:px-2 file:text-sm",
        className,
      )}
    />
  )
}
