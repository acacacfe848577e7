"use client"

import { FormDialog } from "@/components/accounts/form-dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Result } from "@/lib/base/errors"

type Create = (input: { name: string }, key?: string) => Promise<Result<{ name: string }>>

export function NewTeamDialog({ create }: { create: Create }) {
  return (
    <FormDialog
      trigger={{ children: "New team", variant: "primary" }}
      title="New team"
      description="Members are added on the team's page. Connections that are shared with all teams include it at once."
      label="Create team"
      action={create}
      read={(typed) => ({ name: String(typed.get("name")) })}
      done="Team created"
    >
      {({ errorsOf }) => (
        <Field label="Name" name="name" error={errorsOf("name")}>
          <Input autoComplete="off" autoFocus />
        </Field>
      )}
    </FormDialog>
  )
}
