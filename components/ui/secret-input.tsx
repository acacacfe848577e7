"use client"

import { Eye, EyeOff } from "lucide-react"
import { type ComponentProps, type KeyboardEvent, useId, useState } from "react"
import { cn } from "./cn"
import { IconButton } from "./icon-button"
import { Input } from "./input"

/** A password or a key on one line: shown on demand, with a word when Caps Lock is on. */
export function SecretInput({ className, autoComplete = "off", ...props }: Omit<ComponentProps<"input">, "type">) {
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const hint = useId()
  const look = (event: KeyboardEvent<HTMLInputElement>) => setCapsLock(event.getModifierState?.("CapsLock") ?? false)
  return (
    <div data-slot="secret-input">
      <div className="relative">
        <Input
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCorrect="off"
          {...props}
          aria-describedby={capsLock ? hint : undefined}
          onKeyUp={look}
          onKeyDown={look}
          onBlur={() => setCapsLock(false)}
          className={cn("pr-[calc(var(--control-size)+0.25rem)] font-mono", className)}
        />
        <span className="absolute inset-y-0 right-0 grid place-items-center pr-0.5">
          <IconButton label={shown ? "Hide" : "Show"} size="icon-small" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
        </span>
      </div>
      {capsLock && (
        <p id={hint} className="mt-1.5 text-warn text-xs">
          Caps Lock is on.
        </p>
      )}
    </div>
  )
}
