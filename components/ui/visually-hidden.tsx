import type { ComponentProps } from "react"
import { cn } from "./cn"

export function VisuallyHidden({ className, ...props }: ComponentProps<"span">) {
  return <span data-slot="visually-hidden" className={cn("sr-only", className)} {...props} />
}
