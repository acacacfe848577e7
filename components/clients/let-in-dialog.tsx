"use client"

import { FormDialog } from "@/components/accounts/form-dialog"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { Result } from "@/lib/base/errors"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import type { ClientRow } from "@/lib/clients/model"
import type { Member } from "@/lib/members/list"
import { roleDeeds, roleLabels } from "@/lib/members/model"

export type LetInRole = "admin" | "editor" | "marketer"
export type LetIn = (input: { clientId: OrganizationId; userId: UserId; role: LetInRole }, key?: string) => Promise<Result<unknown>>
const given: readonly LetInRole[] = ["admin", "editor", "marketer"]

type Props = { client: ClientRow; members: readonly Member[]; letIn: LetIn }

/** Somebody of the agency, and the role in which they work in the client account. */
export function LetInDialog({ client, members, letIn }: Props) {
  const inside = new Set(client.people.map(({ id }) => id))
  const outside = members.filter(({ userId }) => !inside.has(userId))
  return (
    <FormDialog
      trigger={{ children: "Let somebody in" }}
      title={
        <>
          Let somebody into <bdi>{client.name}</bdi>
        </>
      }
      description={
        outside.length === 0
          ? "Everybody of the agency may enter it already."
          : "They choose the client account in the organization switcher."
      }
      label="Let in"
      action={letIn}
      read={(typed) => ({
        clientId: client.id,
        userId: String(typed.get("member")) as UserId,
        role: String(typed.get("role")) as LetInRole,
      })}
      done={`${client.name} saved`}
    >
      {({ errorsOf }) => (
        <>
          <Field label="Member of the agency" name="member" error={errorsOf("userId")}>
            <Select
              options={outside.map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` }))}
              defaultValue={outside[0]?.userId}
            />
          </Field>
          <Field label="Role there" name="role" error={errorsOf("role")}>
            <Select
              options={given.map((role) => ({ value: role, label: `${roleLabels[role]}: ${roleDeeds[role]}` }))}
              defaultValue="editor"
            />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
