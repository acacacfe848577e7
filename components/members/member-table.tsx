import { RelativeTime } from "@/components/ui/relative-time"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { UserId } from "@/lib/base/ids"
import type { Member } from "@/lib/members/list"
import { roleLabels } from "@/lib/members/model"
import type { TeamName } from "./member-fields"
import { type MemberActs, MemberMenu } from "./member-menu"

type MemberTableProps = { members: readonly Member[]; me: { userId: UserId; role: string }; teams: readonly TeamName[]; acts: MemberActs }

export function MemberTable({ members, me, teams, acts }: MemberTableProps) {
  const owners = members.filter(({ role }) => role === "owner").length
  return (
    <Table caption="Members">
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Seat</HeadCell>
        <HeadCell>Teams</HeadCell>
        <HeadCell>Last active</HeadCell>
        <HeadCell align="end">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <Row key={member.userId}>
            <NameCell name={member.userId === me.userId ? `${member.name} (you)` : member.name} locator={member.email} />
            <Cell label="Role">{roleLabels[member.role]}</Cell>
            <Cell label="Seat">{member.seat ? "Yes" : <span className="text-muted-foreground">No seat</span>}</Cell>
            <Cell label="Teams" className="max-w-72">
              <bdi>{member.teams.map(({ name }) => name).join(", ") || <span className="text-muted-foreground">None</span>}</bdi>
            </Cell>
            <Cell label="Last active" className="text-muted-foreground">
              {member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} /> : "Never"}
            </Cell>
            <Cell align="end">
              <MemberMenu
                {...acts}
                member={member}
                isMe={member.userId === me.userId}
                own={me.role}
                teams={teams}
                lastOwner={member.role === "owner" && owners === 1}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
