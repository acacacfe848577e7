"use client"

import { FormDialog } from "@/components/accounts/form-dialog"
import { Banner } from "@/components/ui/banner"
import type { Action } from "@/components/ui/use-action"
import type { MemberRole } from "@/lib/access/permissions"
import type { Failure, Result } from "@/lib/base/errors"
import type { TeamId, UserId } from "@/lib/base/ids"
import type { Member } from "@/lib/members/list"
import { type Owned, roleLabels, type SettlementInput } from "@/lib/members/model"
import { ChangeEffect, effectIn } from "./change-effect"
import { RoleField, roleIn, SeatField, seatIn, type TeamName, TeamsField, teamsIn } from "./member-fields"

type Change = {
  userId: UserId
  version: number
  role?: MemberRole
  seat?: boolean
  addTeams?: TeamId[]
  removeTeams?: TeamId[]
  settle?: SettlementInput[]
  token?: string
}
export type UpdateMember = (input: Change, key?: string) => Promise<Result<unknown>>

type MemberDialogProps = {
  member: Member
  own: string
  lastOwner: boolean
  teams: readonly TeamName[]
  update: UpdateMember
  owned: Action<{ userId: UserId }, Owned>
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function MemberDialog({ member, own, lastOwner, teams, update, owned, open, onOpenChange }: MemberDialogProps) {
  const { userId, name, version, role, seat } = member
  const inside = member.teams.map(({ id }) => id)
  // Only what this person changed is sent, so that a colleague's change to something else stays.
  const read = (typed: FormData): Change => {
    const wanted = teamsIn(typed)
    return {
      userId,
      version,
      role: roleIn(typed),
      seat: seatIn(typed),
      addTeams: wanted.filter((id) => !inside.includes(id)),
      removeTeams: inside.filter((id) => !wanted.includes(id)),
      ...effectIn(typed),
    }
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={<bdi>{name}</bdi>}
      description={member.email}
      label="Save member"
      action={update}
      read={read}
      done={`${name} saved`}
      labels={{ role: "Role" }}
    >
      {({ errorsOf, failure }) => (
        <>
          <Present failure={failure} />
          <RoleField own={own} from={role} lastOwner={lastOwner} errorsOf={errorsOf} />
          <SeatField has={seat} />
          <TeamsField teams={teams} inside={inside} />
          <ChangeEffect userId={userId} name={name} owned={owned} failure={failure} />
        </>
      )}
    </FormDialog>
  )
}

/** After a conflict: what the other person made of it. */
function Present({ failure }: { failure: Failure | undefined }) {
  const { role, seat } = failure?.facts ?? {}
  if (failure?.code !== "conflict" || typeof role !== "string") return null
  return <Banner tone="info" title={`Now: ${roleLabels[role as MemberRole]}, ${seat ? "with a seat" : "without a seat"}.`} />
}
