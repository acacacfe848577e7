import { Card } from "@/components/ui/card"
import { DataTable } from "@/components/ui/data-table"
import { StatusBadge } from "@/components/ui/status-badge"
import { paths } from "@/lib/base/paths"
import type { JobRow } from "@/lib/jobs/model"
import type { JobSort } from "@/lib/jobs/states"
import { jobColumns, sorting } from "./job-columns"

type Props = {
  slug: string
  connectionId: string
  jobs: { rows: readonly JobRow[]; hidden: number }
  asked: { sort: JobSort; direction: "asc" | "desc" }
}

/** The jobs that still work with an authorization. They stand in the way of deleting it. */
export function AssociatedJobs({ slug, connectionId, jobs: { rows, hidden }, asked }: Props) {
  const sortOf = sorting(asked, (query) => `${paths.authorization(slug, connectionId)}?${new URLSearchParams(query)}#jobs`)
  const unseen = hidden > 0 && `${hidden === 1 ? "One more is" : `${hidden} more are`} of a team that you do not see.`
  return (
    <Card
      id="jobs"
      title="Associated Jobs"
      description={
        rows.length + hidden > 0
          ? `Running, sleeping and paused ones. They must be deleted before the authorization can be. ${unseen || ""}`
          : undefined
      }
      flush={rows.length > 0}
    >
      {rows.length > 0 ? (
        <DataTable caption="Associated Jobs" columns={jobColumns(slug, sortOf)} rows={rows} keyOf={({ id }) => id} />
      ) : (
        <StatusBadge tone={hidden > 0 ? "warn" : "ok"} word={unseen || "No active jobs: safe to delete"} />
      )}
    </Card>
  )
}
