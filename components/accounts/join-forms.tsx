"use client"

import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { SecretInput } from "@/components/ui/secret-input"
import { NewPasswordField } from "./new-password-field"
import { Refusal } from "./refusal"
import { useVisitorForm, type VisitorForm } from "./use-visitor-form"

type JoinFormProps = { action: VisitorForm; token: string; email: string; organization: string }

/** Somebody new: a name and a password. */
export function JoinAsNewForm({ action, token, email, organization }: JoinFormProps) {
  const { props, pending, failure, errorsOf, typed } = useVisitorForm(action)
  return (
    <form {...props} className="grid gap-4">
      <Refusal failure={failure} />
      <input type="hidden" name="token" value={token} />
      <Field label="Email">
        <Input type="email" autoComplete="username" readOnly value={email} />
      </Field>
      <Field label="Your name" name="name" error={errorsOf("name")}>
        <Input autoComplete="name" autoCapitalize="words" autoFocus key={typed("name")} defaultValue={typed("name")} />
      </Field>
      <NewPasswordField error={errorsOf("password")} />
      <Button type="submit" variant="primary" pending={pending}>
        Join {organization}
      </Button>
    </form>
  )
}

/** Somebody who has an account already. */
export function JoinAsKnownForm({ action, token, email, organization }: JoinFormProps) {
  const { props, pending, failure, errorsOf } = useVisitorForm(action)
  return (
    <form {...props} className="grid gap-4">
      <Refusal failure={failure} />
      <input type="hidden" name="token" value={token} />
      <Field label="Email">
        <Input type="email" autoComplete="username" readOnly value={email} />
      </Field>
      <Field label="Password" name="password" help="You have an account here already; its password joins you." error={errorsOf("password")}>
        <SecretInput autoComplete="current-password" autoFocus />
      </Field>
      <Button type="submit" variant="primary" pending={pending}>
        Join {organization}
      </Button>
    </form>
  )
}

export function ResetPasswordForm({ action, token, email }: Omit<JoinFormProps, "organization">) {
  const { props, pending, failure, errorsOf } = useVisitorForm(action)
  return (
    <form {...props} className="grid gap-4">
      <Refusal failure={failure} />
      <input type="hidden" name="token" value={token} />
      <input type="email" hidden autoComplete="username" readOnly value={email} />
      <NewPasswordField label="New password" error={errorsOf("password")} />
      <Button type="submit" variant="primary" pending={pending}>
        Save password and sign in
      </Button>
    </form>
  )
}
