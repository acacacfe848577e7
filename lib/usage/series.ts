import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { OrganizationId } from "@/lib/base/ids"
import type { Granularity, Window } from "./states"

type Place = { organizationId: OrganizationId; connectionId: string }
export type SeriesAsked = { window: Window; granularity: Granularity; zone: string; from?: string; to?: string; now: Date }

/** When a window begins, on the clock of the zone, and how far back the period before it lies. */
const starts: Record<Exclude<Window, "custom">, { begins: SQL; back: SQL }> = {
  "24h": { begins: sql`(until - interval '24 hours') at time zone zone`, back: sql`interval '1 day'` },
  "7d": { begins: sql`date_trunc('day', here) - interval '6 days'`, back: sql`interval '7 days'` },
  "30d": { begins: sql`date_trunc('day', here) - interval '29 days'`, back: sql`interval '30 days'` },
  "90d": { begins: sql`date_trunc('day', here) - interval '89 days'`, back: sql`interval '90 days'` },
  "12m": { begins: sql`date_trunc('month', here) - interval '11 months'`, back: sql`interval '1 year'` },
}

/**
 * All buckets of a window, the empty ones too, each beside the same bucket of the period before: one statement. An hour as it was counted
 * goes whole into the bucket in which it began, so every granularity adds up to the same. Days, weeks and months are those of the zone,
 * with 23 and 25 hours where its clock changes; a week begins on Monday. Hours are those that were counted: where a zone lies half an
 * hour beside them, they begin at half past.
 */
export function seriesStatement({ organizationId, connectionId }: Place, { window, granularity, zone, from, to, now }: SeriesAsked): SQL {
  const edges =
    window === "custom"
      ? {
          begins: sql`${from}::timestamp`,
          ends: sql`least(${to}::timestamp + interval '1 day', until at time zone zone)`,
          back: sql`(${to}::date - ${from}::date + 1) * interval '1 day'`,
        }
      : { ...starts[window], ends: sql`until at time zone zone` }
  const step = sql.raw(`interval '1 ${granularity}'`)
  // Hours are told apart by the moment, for the clock shows some of them twice; the rest by what the clock shows.
  const byHour = granularity === "hour"
  const bucketOf = (clock: SQL) =>
    byHour ? sql`date_trunc('hour', (${clock}) at time zone w.zone, 'UTC')` : sql`date_trunc(${granularity}, ${clock})`
  const first = byHour ? sql`date_trunc('hour', w.starts + interval '59 minutes 59 seconds', 'UTC')` : bucketOf(sql`w.begins`)
  const last = byHour ? sql`date_trunc('hour', w.stops - interval '1 second', 'UTC')` : bucketOf(sql`w.ends - interval '1 second'`)
  const bucket = sql`case when h.hour >= w.starts then ${byHour ? sql`h.hour` : bucketOf(sql`h.hour at time zone w.zone`)} else ${bucketOf(sql`(h.hour at time zone w.zone) + w.back`)} end`
  return sql`
    with clock as (
      select zone, until, until at time zone zone as here
      from (select ${zone}::text as zone, date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC') + interval '1 hour' as until) t
    ), edges as (
      select zone, ${edges.begins} as begins, ${edges.ends} as ends, ${edges.back} as back from clock
    ), w as materialized (
      select zone, begins, ends, back, begins at time zone zone as starts, ends at time zone zone as stops,
        (begins - back) at time zone zone as "startsBefore", (ends - back) at time zone zone as "stopsBefore"
      from edges
    ), span as materialized (
      select ${first} as first, greatest(${last}, ${first}) as last from w
    ), counted as (
      select greatest(least(${bucket}, s.last), s.first) as bucket,
        sum(h.requests) filter (where h.hour >= w.starts) as requests, sum(h.failures) filter (where h.hour >= w.starts) as failures,
        sum(h.latency_ms) filter (where h.hour >= w.starts) as latency_ms,
        sum(h.requests) filter (where h.hour < w.starts) as requests_before, sum(h.failures) filter (where h.hour < w.starts) as failures_before,
        sum(h.latency_ms) filter (where h.hour < w.starts) as latency_before
      from w cross join span s join usage_hours h
        on h.organization_id = ${organizationId} and h.connection_id = ${connectionId} and h.hour >= w."startsBefore" and h.hour < w.stops
      where h.hour >= w.starts or h.hour < w."stopsBefore"
      group by 1
    )
    select to_json(${byHour ? sql`b.bucket` : sql`greatest(b.bucket, w.begins) at time zone w.zone`})#>>'{}' as at,
      coalesce(c.requests, 0)::float8 as requests, coalesce(c.failures, 0)::float8 as failures, coalesce(c.latency_ms, 0)::float8 as "latencyMs",
      coalesce(c.requests_before, 0)::float8 as "requestsBefore", coalesce(c.failures_before, 0)::float8 as "failuresBefore",
      coalesce(c.latency_before, 0)::float8 as "latencyBefore",
      to_json(w.starts)#>>'{}' as from, to_json(w.stops)#>>'{}' as until, to_json(w."startsBefore")#>>'{}' as "fromBefore",
      to_json(w."stopsBefore")#>>'{}' as "untilBefore", to_json(f.since)#>>'{}' as since,
      f.since is not null and date_trunc('day', f.since at time zone w.zone) < date_trunc('day', w.ends - interval '1 second') as "secondDay",
      f.since is not null and date_trunc('week', f.since at time zone w.zone) < date_trunc('week', w.ends - interval '1 second') as "secondWeek",
      f.since is not null and date_trunc('month', f.since at time zone w.zone) < date_trunc('month', w.ends - interval '1 second') as "secondMonth"
    from w cross join span s
    cross join lateral generate_series(s.first, s.last, ${step}) b (bucket)
    left join counted c on c.bucket = b.bucket
    cross join lateral (
      select min(hour) as since from usage_hours where organization_id = ${organizationId} and connection_id = ${connectionId}) f
    order by b.bucket`
}
