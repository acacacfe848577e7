"use client"

import Link from "next/link"
import { useParams } from "next/navigation"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { manifestOf } from "@/lib/connectors/manifests"
import { answersFrom } from "./answers"
import { Question } from "./question"

export type NewSecret = { keys: Record<string, unknown>; endsOn?: string }
type Props = {
  of: { id: ConnectionId; platform: string; method: string }
  action: Action<NewSecret, unknown>
  onDone: () => void
  onCancel?: () => void
}

/** The questions of the way in which this connection signs in, and the day on which the key ends, if it has one. */
export function ReauthenticateForm(props: Props) {
  const { platform, method } = props.of
  return manifestOf(platform).methods[method]?.consent ? <SignInThere {...props} /> : <NewKeys {...props} />
}

/** Where people sign in at the platform itself, the way there begins on a page of its own. */
function SignInThere({ of: { id, platform }, onCancel }: Props) {
  const { organization = "" } = useParams<{ organization: string }>()
  const { name } = manifestOf(platform)
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted-foreground">You sign in at {name} again, as the same user. What is in use stays until that has passed.</p>
      <div className="flex flex-wrap gap-2">
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        <Button asChild variant="primary">
          <Link href={paths.signInAgain(organization, id)}>Sign in with {name}</Link>
        </Button>
      </div>
    </div>
  )
}

function NewKeys({ of: { platform, method }, action, onDone, onCancel }: Props) {
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
