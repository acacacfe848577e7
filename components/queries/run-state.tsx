import { figure } from "@/components/ui/figure"
import { StatusBadge } from "@/components/ui/status-badge"
import type { QueryRunView } from "@/lib/queries/model"

/** How a refresh stands, with its reason when it failed. */
export function RunState({ run: { state, rows, reason } }: { run: Pick<QueryRunView, "state" | "rows" | "reason"> }) {
  if (state === "queued") return <StatusBadge tone="run" word="Waiting" />
  if (state === "running") return <StatusBadge tone="run" word="Fetching" />
  if (state === "failed") return <StatusBadge tone="bad" word="Failed" reason={reason ?? undefined} />
  return <StatusBadge tone="ok" word="Fetched" reason={rows === null ? undefined : rows === 1 ? "1 row" : `${figure(rows)} rows`} />
}
