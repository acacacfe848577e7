"use client"

import { UserMinus } from "lucide-react"
import { ActionButton } from "@/components/ui/action-button"
import { EmptyState } from "@/components/ui/empty-state"
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
}) => Promise<Result<{ changedMeanwhile: boolean }>>

export function TeamMembers({ team, members, setMembers }: { team: Team; members: readonly Member[]; setMembers: SetMembers }) {
  if (members.length === 0)
    return (
      <EmptyState title="Nobody is in this team" level={3}>
        Connections that are shared with it can be used by nobody until somebody is added.
      </EmptyState>
    )
  const change = (act: { add?: UserId[]; remove?: UserId[] }) => setMembers({ teamId: team.id, version: team.version, ...act })
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
        {members.map(({ userId, name, email, role, seat }) => (
          <Row key={userId}>
            <NameCell name={name} locator={email} />
            <Cell label="Role">{roleLabels[role]}</Cell>
            <Cell label="Seat">{seat ? "Yes" : "No"}</Cell>
            <Cell align="end">
              <ActionButton
                size="small"
                variant="ghost"
                icon={<UserMinus aria-hidden="true" />}
                label="Take out"
                name={`Take ${name} out of the team`}
                action={change}
                input={{ remove: [userId] }}
                done={`${name} is out of ${team.name}`}
                undo={{ act: () => change({ add: [userId] }), done: `${name} is back in ${team.name}` }}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
