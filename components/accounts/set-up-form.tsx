"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { slugOf } from "@/lib/organizations/model"
import { NewPasswordField } from "./new-password-field"
import { Refusal } from "./refusal"
import { useVisitorForm, type VisitorForm } from "./use-visitor-form"

export function SetUpForm({ action, token, site }: { action: VisitorForm; token: string; site: string }) {
  const { props, pending, failure, errorsOf, typed } = useVisitorForm(action)
  const [organization, setOrganization] = useState("")
  const [slug, setSlug] = useState<string>()
  const address = slug ?? slugOf(organization)
  return (
    <form {...props} className="grid gap-4">
      <Refusal failure={failure} />
      <input type="hidden" name="token" value={token} />
      <Field label="Organization" name="organization" error={errorsOf("organization")}>
        <Input autoComplete="organization" autoFocus value={organization} onChange={(event) => setOrganization(event.target.value)} />
      </Field>
      <Field label="Address" name="slug" help={`${site}/${address || "your-organization"}`} error={errorsOf("slug")}>
        <Input value={address} onChange={(event) => setSlug(event.target.value.toLowerCase())} />
      </Field>
      <Field label="Your name" name="name" error={errorsOf("name")}>
        <Input autoComplete="name" key={typed("name")} defaultValue={typed("name")} />
      </Field>
      <Field label="Email" name="email" error={errorsOf("email")}>
        <Input type="email" autoComplete="username" key={typed("email")} defaultValue={typed("email")} />
      </Field>
      <NewPasswordField error={errorsOf("password")} />
      <Button type="submit" variant="primary" pending={pending}>
        Create the organization
      </Button>
    </form>
  )
}
