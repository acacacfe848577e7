import { hostname } from "node:os"
import { sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import { times } from "@/lib/base/times"

const me = `${hostname()}:${process.pid}`

/** A sign of life, with how much waits and how long: what the console calls down or behind. Forgets workers that are long gone. */
export async function beat(db: Database): Promise<void> {
  await db.execute(sql`
    insert into heartbeats (worker, seen_at, waiting, oldest_waiting_seconds)
    select ${me}, now(), count(*)::int, coalesce(floor(extract(epoch from max(now() - greatest(created_on, start_after)))), 0)::int
    from pgboss.job where state in ('created', 'retry') and start_after <= now() and name not like '\_\_%'
    on conflict (worker) do update set seen_at = excluded.seen_at, waiting = excluded.waiting, oldest_waiting_seconds = excluded.oldest_waiting_seconds`)
  await db.execute(sql`delete from heartbeats where seen_at < now() - ${(10 * times.minute) / times.second} * interval '1 second'`)
}

/** Leaves without being missed: another worker's sign of life counts from here on. */
export async function farewell(db: Database): Promise<void> {
  await db.execute(sql`delete from heartbeats where worker = ${me}`)
}
