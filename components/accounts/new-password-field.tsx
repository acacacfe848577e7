"use client"

import { useState } from "react"
import { Field } from "@/components/ui/field"
import { SecretInput } from "@/components/ui/secret-input"
import { passwordLength } from "@/lib/accounts/model"

/** A new password: what is asked stands there before it is typed, advice comes while it is. */
export function NewPasswordField({ label = "Password", error }: { label?: string; error?: readonly string[] }) {
  const [length, setLength] = useState(0)
  const short = !error && length >= passwordLength.min && length < passwordLength.advised
  const help = short
    ? `Good enough. ${passwordLength.advised} characters or more are much harder to guess.`
    : `At least ${passwordLength.min} characters. Three or four unrelated words are easy to keep in mind.`
  return (
    <Field label={label} name="password" help={help} error={error}>
      <SecretInput autoComplete="new-password" maxLength={passwordLength.max} onChange={(event) => setLength(event.target.value.length)} />
    </Field>
  )
}
