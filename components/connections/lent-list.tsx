import { KeepFresh } from "@/components/live/live"
import { Section } from "@/components/ui/card"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { LentConnections } from "@/lib/connections/list-lent"
import { PlatformTile } from "./tile"
import { statusLook } from "./words"

/** What the agency shares with this client account: to be used, not changed. */
export function LentList({ slug, lent: { agency, connections } }: { slug: string; lent: LentConnections }) {
  // What comes and goes is the agency's doing: drawn again with every news.
  if (!agency || connections.length === 0) return <KeepFresh />
  const title = `Shared by ${agency}`
  return (
    <Section title={title} description="Connections of your agency. You can use them; the agency keeps them." className="mt-8">
      <KeepFresh />
      <Table caption={title}>
        <TableHead>
          <HeadCell>Name</HeadCell>
          <HeadCell>Status</HeadCell>
        </TableHead>
        <TableBody>
          {connections.map(({ id, name, platform, locator, status }) => (
            <Row key={id}>
              <NameCell name={name} href={paths.connection(slug, id)} locator={locator} lead={<PlatformTile platform={platform} />} />
              <Cell label="Status">
                <StatusBadge {...statusLook({ status, statusReason: null, stuck: false, lifecycle: "live", missingGrants: 0 })} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
