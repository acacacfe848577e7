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
