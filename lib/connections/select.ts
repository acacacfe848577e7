import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Progress } from "@/db/schema/runs"
import type { Context } from "@/lib/access/context"
import type { Grant } from "@/lib/access/decide"
import type { ConnectionId, OrganizationId, RunId, UserId } from "@/lib/base/ids"
import type { ConnectionRow, RunView } from "./model"

/** One row as the list's statement answers it. Moments are the database's own text. */
export type Selected = {
  organization_id: OrganizationId
  id: ConnectionId
  name: string
  locator: string
  platform: string
  type: "Source" | "Destination"
  status: ConnectionRow["status"]
  status_reason: string | null
  status_since: string
  lifecycle: "live" | "disconnected" | "deleted"
  health: ConnectionRow["health"]
  missing_grants: number
  visibility: "private" | "shared"
  owner_id: UserId
  owner_name: string
  table_count: number | null
  schema_refreshed_at: string | null
  created_at: string
  grants: (Grant & { name: string | null })[]
  refresh: SelectedRun | null
  cursor: string[]
}
export type SelectedRun = {
  id: RunId
  kind: RunView["kind"]
  state: RunView["state"]
  progress: Progress | null
  reason: string | null
  started_by: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

type Wanted = { where: SQL; beyond?: SQL; order: SQL; cursor?: SQL; limit: number; most: number }

/**
 * One statement for a page of connections and their number. The page is cut first; owners, grants and runs are looked up for its rows
 * alone. The number is counted no further than `most`.
 */
export const selectConnections = (
  { organizationId }: Pick<Context, "organizationId">,
  { where, beyond = sql`true`, order, cursor = sql`array[]::text[]`, limit, most }: Wanted,
): SQL => sql`
  select t.total, c.*, u.name as owner_name, g.grants, r.refresh
  from (select count(*)::int as total from (
    select from connections c where c.organization_id = ${organizationId} and ${where} order by c.sort_name, c.id limit ${most}) counted) t
  left join (
    select c.organization_id, c.id, c.name, c.locator, c.platform, c.type, c.status, c.status_reason, c.status_since, c.lifecycle, c.health, c.missing_grants,
      c.visibility, c.owner_id, c.sort_name, c.sort_refreshed, c.table_count, c.schema_refreshed_at, c.created_at, ${cursor} as cursor
    from connections c where c.organization_id = ${organizationId} and ${where} and ${beyond}
    order by ${order} limit ${limit}) c on true
  left join users u on u.id = c.owner_id
  left join lateral (
    select coalesce(json_agg(json_build_object('principal', g.principal, 'principalId', g.principal_id, 'endsAt', g.ends_at, 'name', m.name)
      order by lower(m.name)), '[]') as grants
    from grants g left join teams m on g.principal = 'team' and m.organization_id = g.organization_id and m.id = g.principal_id
    where g.organization_id = ${organizationId} and g.connection_id = c.id) g on true
  left join lateral (
    select to_json(r) as refresh from (
      select id, kind, state, progress, reason, created_at, started_at, finished_at,
        (select s.name from users s where s.id = started_by) as started_by
      from runs where organization_id = ${organizationId} and connection_id = c.id and kind = 'refresh' and state in ('queued', 'running')) r) r on true
  order by ${order}`

export async function rowsOf(ctx: Context, statement: SQL): Promise<{ rows: Selected[]; total: number }> {
  const answered = (await ctx.db.execute(statement)) as unknown as (Selected & { total: number })[]
  return { rows: answered.filter(({ id }) => id !== null), total: answered[0]?.total ?? 0 }
}
