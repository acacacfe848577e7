import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"

/**
 * Ninety days of requests as they are in life, written as the worker, in one statement: busy in working hours, quiet at night and on
 * weekends, each connection of its own size, a few failures, and one outage on the Tuesday before last night. The same connections get the same
 * numbers; what was counted meanwhile stays.
 */
export const fillUsage = (worker: Context, connectionIds: readonly ConnectionId[], until: Date): Promise<unknown> =>
  within(worker, ({ db, organizationId }) =>
    db.execute(sql`
      insert into usage_hours (organization_id, connection_id, hour, requests, failures, latency_ms)
      select ${organizationId}, id, hour, requests, failures, round(requests * (case when out then 8000 else 60 + 180 * slow end) * (0.8 + 0.4 * chance))
      from (
        select *, case when out then requests when luck < 0.012 then 1 + floor(requests * 0.03)::int else 0 end as failures
        from (
          select id, hour, chance, luck, slow, out, floor(size * busy * (0.6 + 0.8 * chance) * case when out then 0.5 else 1 end)::int as requests
          from (
            select c.id, h.hour,
              ('x' || substr(md5(c.id), 1, 4))::bit(16)::int / 65536.0 as slow,
              20 + ('x' || substr(md5(c.id), 5, 4))::bit(16)::int / 160 as size,
              ('x' || substr(md5(c.id || h.hour), 1, 4))::bit(16)::int / 65536.0 as chance,
              ('x' || substr(md5(c.id || h.hour), 5, 4))::bit(16)::int / 65536.0 as luck,
              case when extract(isodow from h.local) > 5 then 0.12 when extract(hour from h.local) between 8 and 17 then 1 when extract(hour from h.local) between 6 and 21 then 0.4 else 0.06 end as busy,
              h.hour >= h.breaks and h.hour < h.breaks + interval '9 hours' as out
            from jsonb_array_elements_text(${JSON.stringify(connectionIds)}::jsonb) c (id)
            cross join (
              select hour, hour at time zone 'Europe/Berlin' as local,
                date_trunc('week', ${until.toISOString()}::timestamptz - interval '1 day', 'UTC') + interval '32 hours' as breaks
              from generate_series(date_trunc('hour', ${until.toISOString()}::timestamptz, 'UTC') - interval '90 days', ${until.toISOString()}::timestamptz - interval '1 hour', interval '1 hour') hour
            ) h
          ) drawn
        ) made
      ) told
      where requests > 0
      on conflict do nothing`),
  )
