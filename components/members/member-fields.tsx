"use client"

import { CheckboxField } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { MemberRole } from "@/lib/access/permissions"
import type { TeamId } from "@/lib/base/ids"
import { mayGive, memberRole, roleDeeds, roleLabels } from "@/lib/members/model"

export type TeamName = { id: TeamId; name: string }
type Errors = (name: string) => readonly string[] | undefined
export type RoleFieldProps = { own: string; from: MemberRole; value?: MemberRole; errorsOf: Errors; onChange?: (role: MemberRole) => void }

/** What each role may do stands below the list; who may not give a role does not see it offered. */
export function RoleField({ own, from, value, errorsOf, onChange }: RoleFieldProps) {
  const offered = memberRole.options.filter((role) => role === from || mayGive(own, from, role))
  return (
    <Field
      label="Role"
      name="role"
      error={errorsOf("role")}
      help={offered.map((role) => `${roleLabels[role]}: ${roleDeeds[role]}`).join(" ")}
    >
      <Select
        defaultValue={value ?? from}
        onChange={(event) => onChange?.(memberRole.parse(event.target.value))}
        options={offered.map((role) => ({ value: role, label: roleLabels[role] }))}
      />
    </Field>
  )
}

export function SeatField({ has }: { has: boolean }) {
  return (
    <CheckboxField
      name="seat"
      defaultChecked={has}
      label="Seat in the subscription"
      help="Without a seat, shared connections are visible but cannot be used."
    />
  )
}

export function TeamsField({ teams, inside = [] }: { teams: readonly TeamName[]; inside?: readonly TeamId[] }) {
  if (teams.length === 0) return null
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">Teams</legend>
      <div className="max-h-56 overflow-y-auto">
        {teams.map(({ id, name }) => (
          <CheckboxField key={id} name="teams" value={id} defaultChecked={inside.includes(id)} label={<bdi>{name}</bdi>} />
        ))}
      </div>
    </fieldset>
  )
}

export const roleIn = (typed: FormData) => memberRole.parse(typed.get("role"))
export const seatIn = (typed: FormData) => typed.get("seat") === "on"
export const teamsIn = (typed: FormData) => typed.getAll("teams").map((id) => String(id) as TeamId)
