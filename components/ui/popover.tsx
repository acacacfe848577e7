"use client"

import { Popover as Radix } from "radix-ui"
import type { ComponentProps } from "react"
import { cn } from "./cn"

export const Popover = Radix.Root
export const PopoverTrigger = Radix.Trigger

/** Give it `aria-label`: it is a small dialog and needs a name. */
export function PopoverContent({ className, align = "start", ...props }: ComponentProps<typeof Radix.Content> & { "aria-label": string }) {
  return (
    <Radix.Portal>
      <Radix.Content
        data-slot="popover"
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-popover-content-available-height) w-64 animate-float overflow-y-auto rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-float outline-none",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}
