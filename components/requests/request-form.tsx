"use client"

import { endOfDay } from "@/components/connections/words"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { Textarea } from "@/components/ui/textarea"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { ConnectionId } from "@/lib/base/ids"

type Asked = { wanted: string; reason: string; endsAt: string | null; connectionId?: ConnectionId }
type Props = { about?: { id: ConnectionId; name: string }; action: Action<Asked, unknown> }

/** A general form: it names no connection but one that the person sees already. */
export function RequestForm({ about, action }: Props) {
  const form = useFormAction({
    action,
    read: (typed): Asked => ({
      wanted: String(typed.get("wanted")),
      reason: String(typed.get("reason")),
      endsAt: endOfDay(String(typed.get("endsAt"))),
      ...(about && { connectionId: about.id }),
    }),
    onDone: () => {
      form.reset()
      notifyDone("Your request is sent.")
    },
  })
  return (
    <Card title="What do you need?">
      <form {...form.props} className="grid gap-4">
        <FormErrors failure={form.failure} labels={{ wanted: "What you want to reach", reason: "What you need it for", endsAt: "Until" }} />
        <Field label="What you want to reach" name="wanted" error={form.errorsOf("wanted")} help="A source, tables, or what is in them.">
          <Input defaultValue={about?.name} maxLength={300} autoComplete="off" autoCapitalize="sentences" spellCheck />
        </Field>
        <Field label="What you need it for" name="reason" error={form.errorsOf("reason")}>
          <Textarea rows={3} />
        </Field>
        <Field label="Until" name="endsAt" mark="Optional" error={form.errorsOf("endsAt")} help="The last day on which you need it.">
          <Input type="date" min={new Date().toISOString().slice(0, 10)} className="max-w-48" suppressHydrationWarning />
        </Field>
        <Button type="submit" variant="primary" pending={form.pending} className="justify-self-start">
          Request access
        </Button>
      </form>
    </Card>
  )
}
