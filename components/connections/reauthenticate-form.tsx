"use client"

import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import { manifestOf } from "@/lib/connectors/manifests"
import { answersFrom } from "./answers"
import { Question } from "./question"

export type NewSecret = { keys: Record<string, unknown>; endsOn?: string }
type Props = {
  of: { platform: string; method: string }
  action: Action<NewSecret, unknown>
  onDone: () => void
  onCancel?: () => void
}

/** The questions of the way in which this connection signs in, and the day on which the key ends, if it has one. */
export function ReauthenticateForm({ of: { platform, method }, action, onDone, onCancel }: Props) {
  const fields = manifestOf(platform).methods[method]?.fields ?? {}
  const form = useFormAction({
    action,
    read: (typed): NewSecret => {
      const endsOn = String(typed.get("endsOn") ?? "")
      return { keys: answersFrom(typed, "keys", fields), ...(endsOn && { endsOn }) }
    },
    onDone,
  })
  return (
    <form {...form.props} className="grid gap-4">
      <FormErrors failure={form.failure} />
      <div className="grid gap-4 md:grid-cols-2">
        {Object.entries(fields).map(([key, field]) => (
          <Question key={key} name={`keys.${key}`} field={field} error={form.errorsOf(`keys.${key}`)} />
        ))}
        <Field
          label="This key ends on"
          name="endsOn"
          mark="Optional"
          help="You are reminded 30, 7 and 1 days before."
          error={form.errorsOf("endsOn")}
        >
          <Input type="date" />
        </Field>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        <Button type="submit" variant="primary" pending={form.pending}>
          Reauthenticate
        </Button>
      </div>
    </form>
  )
}
