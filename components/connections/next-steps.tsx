import { EmptyState } from "@/components/ui/empty-state"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"

/** What a connection that works is for. */
export function NextSteps({
  slug,
  connection: { id, status, lifecycle, may, dependents },
}: {
  slug: string
  connection: ConnectionDetail
}) {
  if (status !== "Active" || lifecycle !== "live" || dependents.audiences > 0) return null
  if (may.narrow || may.share)
    return (
      <EmptyState title="Decide who may use it" action={{ label: "Select teams", href: paths.connectionAccess(slug, id) }}>
        The schema is read after the first check, and again every day. Marketers build audiences on what they may use.
      </EmptyState>
    )
  return (
    <EmptyState
      title="No audiences on this connection yet"
      action={{ label: "New audience", href: paths.newAudience(slug, { connection: id }) }}
    >
      Pick a table, add filters and see a live count.
    </EmptyState>
  )
}
