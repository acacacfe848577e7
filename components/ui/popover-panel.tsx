"use client"

import { Popover as Radix } from "radix-ui"
import type { ComponentProps, ReactNode, RefObject } from "react"
import { Anchor } from "./anchor"
import { cn } from "./cn"

type PopoverPanelProps = {
  id: string
  label: string
  anchor: RefObject<HTMLButtonElement | null>
  open: boolean
  onClose: () => void
  className?: string
  side?: "right" | "bottom"
  onKeyDown?: ComponentProps<"div">["onKeyDown"]
  children: ReactNode
}

export function PopoverPanel({ id, label, anchor, open, onClose, className, side, onKeyDown, children }: PopoverPanelProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Radix.Trigger asChild>
        <Anchor to={anchor} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          data-slot="popover"
          id={id}
          aria-label={label}
          align="start"
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onKeyDown={onKeyDown}
          // The press that closes belongs to the button.
          onInteractOutside={(event) => anchor.current?.contains(event.target as Node) && event.preventDefault()}
          className={cn(
            "z-50 max-h-(--radix-popover-content-available-height) w-64 animate-float overflow-y-auto rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-float outline-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
