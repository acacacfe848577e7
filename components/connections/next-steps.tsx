import { EmptyState } from "@/components/ui/empty-state"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"

type NextStepsProps = { slug: string; connection: ConnectionDetail }

/** What a connection that works is for, or whom to ask. */
export function NextSteps({ slug, connection: { id, status, lifecycle, hasTables, may, owner, dependents } }: NextStepsProps) {
  const works = status === "Active" && lifecycle === "live"
  if (may.edit) {
    if (!works || Object.values(dependents).some((n) => n > 0) || !(may.narrow || may.share)) return null
    return (
      <EmptyState title="Decide who may use it" action={{ label: "Select teams", href: paths.connectionAccess(slug, id) }}>
        {hasTables
          ? "The schema is read after the first check, and again every day. Marketers build audiences on what they may use."
          : "It is checked again every day. Jobs of the teams that may use it can import, export or enrich with it."}
      </EmptyState>
    )
  }
  if (may.use && !hasTables) return null
  if (may.use)
    return (
      <EmptyState title="Build an audience on it" action={{ label: "New audience", href: paths.newAudience(slug, { connection: id }) }}>
        Pick a table, add filters and see a live count.
      </EmptyState>
    )
  return (
    <EmptyState title={works ? "You can see it, and not use it now" : "Nobody can use it now"}>
      {works
        ? `Switch to a team that it is shared with, or ask ${owner.name} or an admin to share it with yours. A seat in the subscription is needed too.`
        : `It is ${status}. ${owner.name}, who owns it, and the admins see why and can correct it.`}
    </EmptyState>
  )
}
