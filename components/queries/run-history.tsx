import { Bidi } from "@/components/ui/bidi"
import { Section } from "@/components/ui/card"
import { type Column, DataTable } from "@/components/ui/data-table"
import { RelativeTime } from "@/components/ui/relative-time"
import { Cell } from "@/components/ui/table"
import type { QueryRunDetail } from "@/lib/queries/model"
import { ConnectionName, Muted } from "./query-list"
import { RunState } from "./run-state"

const columns: Column<QueryRunDetail>[] = [
  {
    header: "Started",
    cell: ({ createdAt }) => (
      <Cell label="Started">
        <RelativeTime at={createdAt} />
      </Cell>
    ),
  },
  { header: "Result", cell: (run) => <RunState run={run} /> },
  { header: "Started by", cell: ({ startedBy }) => (startedBy ? <Bidi text={startedBy} /> : <Muted>The clock</Muted>) },
  { header: "Connection used", cell: ({ usedConnection }) => <ConnectionName connection={usedConnection} /> },
  { header: "Seat used", cell: ({ usedSeatOf }) => <Bidi text={usedSeatOf} /> },
]

/** Who refreshed it, and whose connection and seat that used. */
export function RunHistory({ runs }: { runs: readonly QueryRunDetail[] }) {
  if (runs.length === 0) return null
  return (
    <Section title="Refreshes">
      <DataTable caption="Refreshes" columns={columns} rows={runs} keyOf={({ id }) => id} />
    </Section>
  )
}
