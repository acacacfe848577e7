"use client"

import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { FormErrors } from "@/components/ui/form-errors"
import { notifyDone } from "@/components/ui/notify"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"
import { manifestOf } from "@/lib/connectors/manifests"
import { answersFrom } from "./answers"
import { Question } from "./question"

export type CorrectAction = Action<{ connectionId: ConnectionId; keys: Record<string, unknown> }, unknown>

/** A corrected credential for the same target, by its owner; it is checked before it takes over. */
export function CorrectCredential({
  connection: { id, platform, method },
  action,
}: {
  connection: ConnectionDetail
  action: CorrectAction
}) {
  const fields = manifestOf(platform).methods[method]?.fields ?? {}
  const form = useFormAction({
    action,
    read: (typed) => ({ connectionId: id, keys: answersFrom(typed, "keys", fields) }),
    onDone: () => notifyDone("Saved. The checks run again."),
  })
  if (Object.keys(fields).length === 0) return null
  return (
    <Card
      title="Submit a corrected credential"
      description="It is checked against the same target before it takes over. What is stored now stays until then."
    >
      <form {...form.props} className="grid gap-4">
        <FormErrors failure={form.failure} />
        <div className="grid gap-4 md:grid-cols-2">
          {Object.entries(fields).map(([key, field]) => (
            <Question key={key} name={`keys.${key}`} field={field} error={form.errorsOf(`keys.${key}`)} />
          ))}
        </div>
        <div>
          <Button type="submit" variant="primary" pending={form.pending}>
            Save and check
          </Button>
        </div>
      </form>
    </Card>
  )
}
