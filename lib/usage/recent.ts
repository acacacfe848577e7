import "server-only"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { isPlatform, manifests } from "@/lib/connectors/manifests"
import type { Recent } from "./states"

/** The platforms whose requests nobody counts. */
export const uncounted: readonly string[] = Object.values(manifests).flatMap(({ id, capabilities }) => (capabilities.metrics ? [] : [id]))
export const isCounted = (platform: string): boolean => isPlatform(platform) && !uncounted.includes(platform)

const hours = 24

/**
 * The last 24 hours of a page of authorizations of this organization, each with a point an hour, the present one the last; in one select.
 * Whoever calls it has settled that the person may see their numbers.
 */
export async function recentUsage({ db, organizationId }: Context, ids: readonly ConnectionId[]): Promise<Map<ConnectionId, Recent>> {
  if (ids.length === 0) return new Map()
  const rows = (await db.execute(sql`
    with edge as (select date_trunc('hour', ${now().toISOString()}::timestamptz, 'UTC') as present)
    select c.id, u.hours, u.failures
    from edge e cross join jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) c (id)
    cross join lateral (
      select jsonb_agg(coalesce(h.requests, 0) order by s.hour) as hours, coalesce(sum(h.failures), 0)::int as failures
      from generate_series(e.present - ${hours - 1} * interval '1 hour', e.present, interval '1 hour') s (hour)
      left join usage_hours h on h.organization_id = ${organizationId} and h.connection_id = c.id and h.hour = s.hour) u`)) as unknown as {
    id: ConnectionId
    hours: number[]
    failures: number
  }[]
  return new Map(rows.map(({ id, hours, failures }) => [id, { requests: hours.reduce((sum, one) => sum + one, 0), failures, hours }]))
}
