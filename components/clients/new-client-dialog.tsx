"use client"

import { useState } from "react"
import { FormDialog } from "@/components/accounts/form-dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Result } from "@/lib/base/errors"

export type CreateClient = (input: { name: string; slug: string }, key?: string) => Promise<Result<unknown>>

export function NewClientDialog({ create }: { create: CreateClient }) {
  const [name, setName] = useState("")
  return (
    <FormDialog
      trigger={{ children: "New client account", variant: "primary" }}
      title="New client account"
      description="An organization of its own under this agency. You are its first owner; then let others of the agency in, or invite the client's own people there."
      label="Create client account"
      action={create}
      read={(typed) => ({ name: String(typed.get("name")), slug: String(typed.get("slug")) })}
      done="Client account created"
    >
      {({ errorsOf }) => (
        <>
          <Field label="Name" name="name" error={errorsOf("name")}>
            <Input autoComplete="off" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Address" name="slug" error={errorsOf("slug")} help="The first part of its addresses. It cannot be changed later.">
            <Input key={suggestion(name)} autoComplete="off" spellCheck={false} defaultValue={suggestion(name)} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}

const suggestion = (name: string) =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
