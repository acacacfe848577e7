"use client"

import { Button } from "@/components/ui/button"
import { Refusal } from "./refusal"
import { useVisitorForm, type VisitorForm } from "./use-visitor-form"

export function OneButtonForm({ action, token, label }: { action: VisitorForm; token: string; label: string }) {
  const { props, pending, failure } = useVisitorForm(action)
  return (
    <form {...props} className="grid gap-4">
      <Refusal failure={failure} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" pending={pending}>
        {label}
      </Button>
    </form>
  )
}
