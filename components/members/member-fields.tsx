"use client"

import { useState } from "react"
import { CheckboxField } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { MemberRole } from "@/lib/access/permissions"
import type { TeamId } from "@/lib/base/ids"
import { mayGive, memberRole, roleDeeds, roleLabels } from "@/lib/members/model"

export type TeamName = { id: TeamId; name: string }
type Errors = (name: string) => readonly string[] | undefined
type RoleFieldProps = { own: string; from: MemberRole; lastOwner?: boolean; errorsOf: Errors }

/** Who may not give a role does not see it offered; what the chosen one may do stands below. */
export function RoleField({ own, from, lastOwner, errorsOf }: RoleFieldProps) {
  const [chosen, setChosen] = useState(from)
  const offered = memberRole.options.filter((role) => role === from || (!lastOwner && mayGive(own, from, role)))
  const help = lastOwner ? "The last owner stays an owner. Make another member an owner first." : roleDeeds[chosen]
  return (
    <Field label="Role" name="role" error={errorsOf("role")} help={help}>
      <Select
        defaultValue={from}
        onChange={(event) => setChosen(memberRole.parse(event.target.value))}
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
