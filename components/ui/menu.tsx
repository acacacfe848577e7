"use client"

import { Check } from "lucide-react"
import { DropdownMenu as Radix } from "radix-ui"
import type { ComponentProps } from "react"
import { cn } from "./cn"
import { usePortal } from "./use-portal"

export const MenuTrigger = Radix.Trigger
export const MenuRadioGroup = Radix.RadioGroup

/** Not modal: the page behind it stays there for everybody, and one click outside closes it. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

const itemClasses =
  "relative flex min-h-8 max-md:min-h-11 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-hover data-disabled:text-faint forced-colors:data-highlighted:outline-2 [&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0"

export function MenuContent({ className, align = "end", ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal container={usePortal()}>
      <Radix.Content
        data-slot="menu"
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 animate-float overflow-y-auto rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-float",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}

export function MenuItem({ danger, className, ...props }: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return (
    <Radix.Item
      data-slot="menu-item"
      className={cn(itemClasses, danger && "text-destructive data-highlighted:bg-bad-bg", className)}
      {...props}
    />
  )
}

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem data-slot="menu-radio-item" className={cn(itemClasses, "pl-8", className)} {...props}>
      <Radix.ItemIndicator className="absolute left-2">
        <Check aria-hidden="true" />
      </Radix.ItemIndicator>
      {children}
    </Radix.RadioItem>
  )
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return (
    <Radix.Label
      data-slot="menu-label"
      className={cn("px-2 pt-1.5 pb-1 font-semibold text-2xs text-muted-foreground", className)}
      {...props}
    />
  )
}

export function MenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator data-slot="menu-separator" className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />
}
