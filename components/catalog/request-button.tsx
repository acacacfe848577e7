"use client"

import { Check } from "lucide-react"
import { ActionButton } from "@/components/ui/action-button"
import type { Action } from "@/components/ui/use-action"

export type RequestAction = Action<{ platform: string }, unknown>

/** Asks for a platform that cannot be connected yet. Once asked, it says so. */
export function RequestButton({
  platform,
  name,
  requested,
  action,
}: {
  platform: string
  name: string
  requested: boolean
  action: RequestAction
}) {
  if (requested)
    return (
      <span className="inline-flex min-h-7 items-center gap-1.5 text-muted-foreground text-xs">
        <Check aria-hidden="true" className="size-3.5 text-ok" />
        Requested
      </span>
    )
  return (
    <ActionButton
      label="Request"
      name={`Request ${name}`}
      size="small"
      action={action}
      input={{ platform }}
      done={`Your request for ${name} is kept.`}
    />
  )
}
