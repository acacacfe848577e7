"use client"

import { useState } from "react"
import { FormDialog } from "@/components/accounts/form-dialog"
import { CheckboxField } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import type { UserId } from "@/lib/base/ids"
import type { Member } from "@/lib/members/list"
import { roleLabels } from "@/lib/members/model"
import type { Team } from "@/lib/teams/list"
import type { SetMembers } from "./team-members"

type AddMembersDialogProps = { team: Team; outside: readonly Member[]; setMembers: SetMembers }

export function AddMembersDialog({ team, outside, setMembers }: AddMembersDialogProps) {
  return (
    <FormDialog
      trigger={{ children: "Add members", variant: "primary" }}
      title={`Add members to ${team.name}`}
      description={outside.length === 0 ? "Everybody in the organization is in this team already." : undefined}
      label="Add to the team"
      action={setMembers}
      read={(typed) => ({ teamId: team.id, version: team.version, add: typed.getAll("members").map((id) => String(id) as UserId) })}
      done={`Members of ${team.name} saved`}
    >
      {() => <Choice outside={outside} />}
    </FormDialog>
  )
}

function Choice({ outside }: { outside: readonly Member[] }) {
  const [wanted, setWanted] = useState("")
  const fits = ({ name, email }: Member) => `${name} ${email}`.toLowerCase().includes(wanted.trim().toLowerCase())
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-medium">Members of the organization</legend>
      {outside.length > 8 && (
        <Input
          type="search"
          aria-label="Find a member"
          placeholder="Find a member…"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      )}
      <div className="mt-1 max-h-72 overflow-y-auto">
        {outside.map((member) => (
          // Hidden, not gone: what was ticked stays ticked while one searches for the next.
          <div key={member.userId} hidden={!fits(member)}>
            <CheckboxField
              name="members"
              value={member.userId}
              label={<bdi>{member.name}</bdi>}
              help={`${member.email}, ${roleLabels[member.role]}`}
            />
          </div>
        ))}
      </div>
      {!outside.some(fits) && outside.length > 0 && <p className="py-2 text-muted-foreground">Nobody by this name or address.</p>}
    </fieldset>
  )
}
