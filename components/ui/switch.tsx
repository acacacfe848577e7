"use client"

import { Switch as Radix } from "radix-ui"
import { type ReactNode, useId } from "react"
import { cn } from "./cn"

type SwitchProps = {
  label: ReactNode
  help?: ReactNode
  name?: string
  checked?: boolean
  defaultChecked?: boolean
  onCheckedChange?: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** For what takes effect at once. What waits for a Save is a checkbox. */
export function Switch({ label, help, className, ...props }: SwitchProps) {
  const id = useId()
  return (
    <div data-slot="switch" className={cn("flex items-start gap-2.5 py-1 max-md:py-2.5", className)}>
      <Radix.Root
        id={id}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative mt-px h-4.5 w-8 shrink-0 rounded-md border border-input bg-muted transition-colors before:absolute before:-inset-2 data-[state=checked]:border-primary data-[state=checked]:bg-primary disabled:opacity-60"
        {...props}
      >
        <Radix.Thumb className="block size-3 translate-x-0.5 rounded-[3px] bg-input transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-primary-foreground forced-colors:bg-[ButtonText]" />
      </Radix.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="block">
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
