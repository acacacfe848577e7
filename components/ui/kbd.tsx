import type { ComponentProps } from "react"
import { cn } from "./cn"

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        "inline-flex h-5 whitespace-nowrap min-w-5 items-center justify-center rounded-sm border border-border bg-muted px-1 font-sans text-2xs font-medium text-muted-foreground",
        className,
      )}
      {...props}
    />
  )
}
