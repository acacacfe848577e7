import { Bidi } from "@/components/ui/bidi"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { AuthorizationFilter, AuthorizationRow, AuthorizationSort } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"

const columns: { header: string; sort: AuthorizationSort }[] = [
  { header: "Label", sort: "label" },
  { header: "Description", sort: "description" },
  { header: "Provider", sort: "provider" },
  { header: "Status", sort: "status" },
  { header: "Created By", sort: "creator" },
  { header: "Last Modified", sort: "modified" },
]
const tones = { Healthy: "ok", Unhealthy: "bad", Unknown: "idle" } as const

type Props = { slug: string; rows: readonly AuthorizationRow[]; filter: AuthorizationFilter }

export function AuthorizationTable({ slug, rows, filter: { q, sort: sorted, direction } }: Props) {
  const sortOf = (sort: AuthorizationSort) => {
    const down = sorted === sort && direction === "desc"
    const href = paths.authorizations(slug, { q: q || undefined, sort, direction: sorted === sort && !down ? "desc" : undefined })
    return { href, ...(sorted === sort && { direction: down ? ("descending" as const) : ("ascending" as const) }) }
  }
  return (
    <Table caption="Authorizations">
      <TableHead>
        {columns.map(({ header, sort }) => (
          <HeadCell key={header} sort={sortOf(sort)}>
            {header}
          </HeadCell>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id}>
            <NameCell name={row.label} href={paths.authorization(slug, row.id)} />
            <Cell label="Description">
              {row.description ? <Bidi text={row.description} /> : <span className="text-muted-foreground">None</span>}
            </Cell>
            <Cell label="Provider">{row.provider}</Cell>
            <Cell label="Status">
              <StatusBadge tone={tones[row.health]} word={row.health} reason={row.checkedAt ? undefined : "not checked yet"} />
            </Cell>
            <Cell label="Created By">
              <Bidi text={row.createdBy} />
            </Cell>
            <Cell label="Last Modified">
              <RelativeTime at={row.modifiedAt} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
