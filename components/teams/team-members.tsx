"use client"

import { UserMinus } from "lucide-react"
import { useState } from "react"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { notifyDone } from "@/components/ui/notify"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { Result } from "@/lib/base/errors"
import type { TeamId, UserId } from "@/lib/base/ids"
import type { Member } from "@/lib/members/list"
import { roleLabels } from "@/lib/members/model"
import type { Team } from "@/lib/teams/list"

export type SetMembers = (input: {
  teamId: TeamId
  version: number
  add?: UserId[]
  remove?: UserId[]
  token?: string
}) => Promise<Result<{ changedMeanwhile: boolean }>>

type Props = { team: Team; members: readonly Member[]; setMembers: SetMembers; preview: PreviewAction }

export function TeamMembers({ team, members, ...acts }: Props) {
  if (members.length === 0)
    return (
      <EmptyState title="Nobody is in this team" level={3}>
        Connections that are shared with it can be used by nobody until somebody is added.
      </EmptyState>
    )
  return (
    <Table caption={`Members of ${team.name}`}>
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Seat</HeadCell>
        <HeadCell align="end">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <Row key={member.userId}>
            <NameCell name={member.name} locator={member.email} />
            <Cell label="Role">{roleLabels[member.role]}</Cell>
            <Cell label="Seat">{member.seat ? "Yes" : "No"}</Cell>
            <Cell align="end">
              <TakeOut team={team} member={member} {...acts} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function TakeOut({ team, member: { userId, name }, setMembers, preview }: Omit<Props, "members"> & { member: Member }) {
  const [asked, setAsked] = useState(false)
  const about = { teamId: team.id, version: team.version }
  const undo = { act: () => setMembers({ ...about, add: [userId] }), done: `${name} is back in ${team.name}` }
  return (
    <>
      <Button size="small" variant="ghost" aria-label={`Take ${name} out of the team`} onClick={() => setAsked(true)}>
        <UserMinus aria-hidden="true" />
        Take out
      </Button>
      {asked && (
        <ImpactDialog
          onClose={() => setAsked(false)}
          title={`Take ${name} out of ${team.name}`}
          consequence="What is shared with this team alone is theirs to use no longer."
          label="Take out"
          acts={[{ kind: "member", userId, becomes: { leaves: [team.id], joins: [] } }]}
          preview={preview}
          act={(token) => setMembers({ ...about, remove: [userId], token })}
          onDone={() => notifyDone(`${name} is out of ${team.name}`, undo)}
        />
      )}
    </>
  )
}
