"use client"

import type { FormEvent } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { SecretInput } from "@/components/ui/secret-input"
import { useAction } from "@/components/ui/use-action"
import type { Result } from "@/lib/base/errors"
import { Refusal } from "./refusal"

export type SignIn = (input: { email: string; password: string }) => Promise<Result<void>>
type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void; email: string; signIn: SignIn; onDone: () => void }

/** Over a form whose session was lost: the form stays behind it as it was typed, and is sent again afterwards. */
export function SignInAgainDialog({ open, onOpenChange, email, signIn, onDone }: DialogProps) {
  const { run, pending, failure, forget } = useAction(signIn)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    const result = await run({ email, password: String(new FormData(event.currentTarget).get("password") ?? "") })
    if (!result?.ok) return
    onOpenChange(false)
    onDone()
  }
  const close = (next: boolean) => {
    forget()
    onOpenChange(next)
  }
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent
        width="narrow"
        title="Sign in again"
        description="Your session ended. What you typed is kept and is sent once you are signed in."
      >
        <form method="post" onSubmit={submit} noValidate className="-mx-5 -mb-5">
          <div className="grid gap-4 px-5 pb-5">
            <Refusal failure={failure} />
            <Field label="Email" name="email">
              <Input type="email" autoComplete="username" readOnly value={email} />
            </Field>
            <Field label="Password" name="password" error={failure?.fields.password}>
              <SecretInput autoComplete="current-password" autoFocus />
            </Field>
          </div>
          <DialogFooter>
            <Button type="submit" variant="primary" pending={pending}>
              Sign in and continue
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
