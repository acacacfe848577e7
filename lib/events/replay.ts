import "server-only"
import { desc, gt, max, min, sql } from "drizzle-orm"
import { events } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { Message } from "./model"

export const replayed = 500
/** Numbers are given when a row is written and become visible when it commits: one may turn up behind a higher one. */
const stragglers = 1_000

/** What changed since `after`, each thing once; "too much" when it cannot be said, because it is gone or would be too long. */
export const eventsAfter = (ctx: Context, after: number): Promise<Message[] | "too much"> =>
  within(ctx, async ({ db }) => {
    const [kept] = await db.select({ first: min(events.seq), last: max(events.seq) }).from(events)
    if (!kept?.first || !kept.last || after < kept.first || after > kept.last) return "too much"
    const rows = await db
      .select({ seq: sql<number>`max(${events.seq})`.mapWith(Number), topic: events.topic, subject: events.subject })
      .from(events)
      .where(gt(events.seq, after - stragglers))
      .groupBy(events.topic, events.subject)
      .orderBy(desc(sql`max(${events.seq})`))
      .limit(replayed + 1)
    return rows.length > replayed ? "too much" : rows.reverse()
  })

/** What a page drawn at this moment may lack. A transaction that was still open then counts, whatever number its event has. */
export const eventsSince = (ctx: Context, drawn: number): Promise<Message[] | "too much"> =>
  within(ctx, async ({ db }) => {
    // `xmin` has 32 bits and comes round; half of them lie ahead.
    const written = sql`(e.xmin::text::bigint - ${drawn}::bigint % 4294967296 + 4294967296) % 4294967296 < 2147483648`
    const rows = await db.execute<{ seq: string; topic: string; subject: string | null; looked: number }>(sql`
      with recent as (select e.seq, e.topic, e.subject, ${written} as missed from events e order by e.seq desc limit ${stragglers})
      select max(seq) as seq, topic, subject, (sum(count(*)) over ())::int as looked from recent where missed group by topic, subject order by 1`)
    if (rows.length > replayed || (rows[0]?.looked ?? 0) >= stragglers) return "too much"
    return rows.map(({ seq, topic, subject }) => ({ seq: Number(seq), topic, subject }))
  })
