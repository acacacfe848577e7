"use client"

import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { notifyDone } from "@/components/ui/notify"
import { SecretInput } from "@/components/ui/secret-input"
import { useFormAction } from "@/components/ui/use-form-action"
import type { Result } from "@/lib/base/errors"
import { NewPasswordField } from "./new-password-field"
import { Refusal } from "./refusal"
import { useSignInAgain } from "./sign-in-again"

type PasswordCardProps = {
  email: string
  hasPassword: boolean
  change: (input: { present: string; password: string }) => Promise<Result<void>>
}

export function PasswordCard({ email, hasPassword, change }: PasswordCardProps) {
  const form = useFormAction({
    action: change,
    read: (typed) => ({ present: String(typed.get("present") ?? ""), password: String(typed.get("password") ?? "") }),
    onDone: () => {
      form.reset()
      notifyDone("Password saved. You are signed out everywhere else.")
    },
  })
  const { failure } = form
  useSignInAgain(failure, () => form.props.ref.current?.requestSubmit())
  return (
    <form {...form.props} method="post">
      <Card
        title="Password"
        description="A new one signs you out everywhere else."
        footer={
          <Button type="submit" variant="primary" pending={form.pending}>
            Save password
          </Button>
        }
      >
        <div className="grid gap-4">
          {failure && failure.code !== "unauthenticated" && <Refusal failure={failure} />}
          <input type="email" hidden autoComplete="username" readOnly value={email} />
          {hasPassword && (
            <Field label="Present password" name="present" error={form.errorsOf("present")}>
              <SecretInput autoComplete="current-password" />
            </Field>
          )}
          <NewPasswordField label="New password" error={form.errorsOf("password")} />
        </div>
      </Card>
    </form>
  )
}
