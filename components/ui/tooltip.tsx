"use client"

import { Tooltip as Radix } from "radix-ui"
import type { ReactNode } from "react"
import { cn } from "./cn"
import { usePortal } from "./use-portal"

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  )
}

type TooltipProps = {
  text: ReactNode
  /** False when the text only repeats the control's name. */
  describes?: boolean
  side?: "top" | "right" | "bottom" | "left"
  className?: string
  children: ReactNode
}

/** A word on hover and focus. The child must be focusable, or half of the people never read it. */
export function Tooltip({ text, describes = true, side = "top", className, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild {...(describes ? {} : { "aria-describedby": undefined })}>
        {children}
      </Radix.Trigger>
      <Radix.Portal container={usePortal()}>
        <Radix.Content
          data-slot="tooltip"
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn("z-50 max-w-80 animate-float rounded-md bg-foreground px-2 py-1 text-background text-xs shadow-float", className)}
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
