import { EmptyState } from "@/components/ui/empty-state"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { Team } from "@/lib/teams/list"

export function TeamTable({ slug, teams }: { slug: string; teams: readonly Team[] }) {
  if (teams.length === 0)
    return (
      <EmptyState title="No teams yet" level={3}>
        A team is the unit to which access is restricted. Without teams a connection can only be shared with everybody or with nobody.
      </EmptyState>
    )
  return (
    <Table caption="Teams">
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell align="end">Members</HeadCell>
        <HeadCell>Connections shared with it</HeadCell>
      </TableHead>
      <TableBody>
        {teams.map((team) => (
          <Row key={team.id}>
            <NameCell name={team.name} href={paths.panelTeam(slug, team.id)} />
            <Cell label="Members" align="end">
              {team.memberCount}
            </Cell>
            <Cell label="Connections" className="text-muted-foreground">
              {connectionsOf(team)}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function connectionsOf({ connections }: Team) {
  if (connections.length === 0) return "None by name"
  const shown = connections.slice(0, 3).map(({ name }) => name)
  return `${shown.join(", ")}${connections.length > shown.length ? ` and ${connections.length - shown.length} more` : ""}`
}
