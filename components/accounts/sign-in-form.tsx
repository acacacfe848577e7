"use client"

import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { SecretInput } from "@/components/ui/secret-input"
import { Refusal } from "./refusal"
import { useVisitorForm, type VisitorForm } from "./use-visitor-form"

type SignInFormProps = {
  action: VisitorForm
  next?: string
  singleSignOn?: { name: string; action: VisitorForm }
}

export function SignInForm({ action, next, singleSignOn }: SignInFormProps) {
  const { props, pending, failure, errorsOf, typed } = useVisitorForm(action)
  return (
    <>
      <form {...props} className="grid gap-4">
        <Refusal failure={failure} />
        <input type="hidden" name="next" value={next ?? ""} />
        <Field label="Email" name="email" error={errorsOf("email")}>
          <Input type="email" autoComplete="username" inputMode="email" autoFocus key={typed("email")} defaultValue={typed("email")} />
        </Field>
        <Field label="Password" name="password" error={errorsOf("password")}>
          <SecretInput autoComplete="current-password" />
        </Field>
        <Button type="submit" variant="primary" pending={pending}>
          Sign in
        </Button>
      </form>
      {singleSignOn && <SingleSignOnButton {...singleSignOn} next={next} />}
    </>
  )
}

export function SingleSignOnButton({
  name,
  action,
  next,
  invitation,
}: {
  name: string
  action: VisitorForm
  next?: string
  invitation?: string
}) {
  const { props, pending, failure } = useVisitorForm(action)
  return (
    <form {...props} className="mt-3 grid gap-3">
      <Refusal failure={failure} />
      <input type="hidden" name="next" value={next ?? ""} />
      {invitation && <input type="hidden" name="invitation" value={invitation} />}
      <Button type="submit" pending={pending}>
        Continue with {name}
      </Button>
    </form>
  )
}
