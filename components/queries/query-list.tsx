import { Bidi } from "@/components/ui/bidi"
import { type Column, DataTable } from "@/components/ui/data-table"
import { ListFrame } from "@/components/ui/list-frame"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { NameCell } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { QueryPage, QueryRow } from "@/lib/queries/model"
import { RunState } from "./run-state"

/** The list with its search, or what to do when there is nothing in it. */
export function QueryList({ slug, page, q }: { slug: string; page: QueryPage; q: string }) {
  return (
    <ListFrame
      noun={["query", "queries"]}
      page={page}
      q={q}
      href={(query) => paths.queries(slug, query)}
      searches="The search looks at the names of queries and of their tables."
      none={{
        why: "A query fetches columns and rows of one table for a destination. Your team sees the queries that are made in it.",
        action: { label: "New query", href: paths.newQuery(slug) },
      }}
    >
      <DataTable caption="Queries" columns={columnsOf(slug)} rows={page.rows} keyOf={({ id }) => id} />
    </ListFrame>
  )
}

const columnsOf = (slug: string): Column<QueryRow>[] => [
  {
    header: "Name",
    cell: ({ id, name, schema, table, flag }) => (
      <NameCell name={name} href={paths.query(slug, id)} locator={`${schema}.${table}`}>
        {flag && <StatusBadge tone="warn" word="Stopped" reason={flag.explanation} className="mt-0.5 mb-1" />}
      </NameCell>
    ),
  },
  { header: "Connection", cell: ({ connection }) => <ConnectionName connection={connection} /> },
  { header: "Destination", cell: ({ destination }) => destination },
  { header: "Last refresh", cell: ({ lastRun }) => (lastRun ? <LastRefresh run={lastRun} /> : <Muted>Never</Muted>) },
  { header: "Team", cell: ({ team, maker }) => (team ? <Bidi text={team.name} /> : <Muted>Only {maker.name}</Muted>) },
  { header: "Made by", cell: ({ maker }) => <Bidi text={maker.name} /> },
]

export const Muted = ({ children }: { children: React.ReactNode }) => <span className="text-muted-foreground">{children}</span>

export const ConnectionName = ({ connection }: { connection: { name: string } | null }) =>
  connection ? <Bidi text={connection.name} className="[overflow-wrap:anywhere]" /> : <Muted>Not shared with you</Muted>

const LastRefresh = ({ run }: { run: NonNullable<QueryRow["lastRun"]> }) => (
  <span className="inline-block">
    <RunState run={run} />
    <RelativeTime at={run.finishedAt ?? run.createdAt} className="block text-faint text-xs" />
  </span>
)
