import { Bidi } from "@/components/ui/bidi"
import { Section } from "@/components/ui/card"
import { type Column, DataTable } from "@/components/ui/data-table"
import { figure } from "@/components/ui/figure"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell } from "@/components/ui/table"
import type { JobRunDetail } from "@/lib/jobs/model"
import { Muted } from "./job-columns"
import { runLook } from "./words"

const columns: Column<JobRunDetail>[] = [
  {
    header: "Started",
    cell: ({ createdAt }) => (
      <Cell label="Started">
        <RelativeTime at={createdAt} />
      </Cell>
    ),
  },
  {
    header: "Result",
    cell: (run) => (
      <span className="inline-block">
        <StatusBadge {...runLook(run)} reason={run.reason ?? undefined} />
        {run.againAt && (
          <span className="block text-faint text-xs">
            Try {run.attempt + 1} of 3 <RelativeTime at={run.againAt} />
          </span>
        )}
      </span>
    ),
  },
  { header: "Rows", align: "end", cell: ({ rows }) => figure(rows) },
  { header: "Batches", align: "end", cell: ({ batches }) => figure(batches) },
  { header: "Started by", cell: ({ startedBy }) => (startedBy ? <Bidi text={startedBy} /> : <Muted>The clock</Muted>) },
  { header: "Seat used", cell: ({ usedSeatOf }) => <Bidi text={usedSeatOf} /> },
]

/** How its runs went, and whose seat they used. */
export function JobRuns({ runs }: { runs: readonly JobRunDetail[] }) {
  return (
    <Section title="Runs" description="A failed run is tried up to 3 times, after 1 and 2 minutes.">
      {runs.length > 0 ? (
        <DataTable caption="Runs" columns={columns} rows={runs} keyOf={({ id }) => id} />
      ) : (
        <p className="text-muted-foreground">It has not run yet. The first run begins within seconds.</p>
      )}
    </Section>
  )
}
