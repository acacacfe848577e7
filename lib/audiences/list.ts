import "server-only"
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm"
import { audiences } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { isMoment } from "@/lib/base/moments"
import { type AudiencePage, audienceFilter } from "./model"
import { selectAudiences, visible } from "./select"
import { audienceRow } from "./standing"

const most = 1_000

/** The newest first, page by page. `total` is exact up to 1,000. */
export const listAudiences = query("audience.list", audienceFilter, async (ctx, { q, after, before, size }): Promise<AudiencePage> => {
  const person = personOf(ctx)
  const matching = named(q)
  const edge = cursor(before ?? after)
  const back = before !== undefined && edge !== null
  const beyond =
    edge &&
    (back
      ? sql`(${audiences.updatedAt}, ${audiences.id}) > (${edge.key}, ${edge.id})`
      : sql`(${audiences.updatedAt}, ${audiences.id}) < (${edge.key}, ${edge.id})`)
  const order = back ? [asc(audiences.updatedAt), asc(audiences.id)] : [desc(audiences.updatedAt), desc(audiences.id)]
  const found = await selectAudiences(ctx, and(matching, beyond ?? sql`true`), order, size + 1)
  const total = await count(ctx, matching)
  const more = found.length > size
  const page = found.slice(0, size)
  if (back) page.reverse()
  const [first, last] = [page.at(0), page.at(-1)]
  const at = now()
  return {
    rows: page.map((row) => audienceRow(row, person, at)),
    next: last && (back || more) ? mark(last) : null,
    previous: first && edge && (back ? more : true) ? mark(first) : null,
    total: Math.min(total, most),
    more: total > most,
  }
})

const named = (q: string): SQL => {
  const like = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`
  return q ? sql`(${audiences.name} ilike ${like} or ${audiences.table} ilike ${like})` : sql`true`
}

const mark = ({ key, id }: { key: string; id: string }) => Buffer.from(`${key}|${id}`).toString("base64url")

/** An old or broken mark is no mark: the list begins at its beginning. */
function cursor(text: string | undefined): { key: SQL; id: string } | null {
  const [, key, id] = /^([^|]+)\|(aud_[0-9a-f]{32})$/.exec(Buffer.from(text ?? "", "base64url").toString()) ?? []
  return key && id && isMoment(key) ? { key: sql`${key}::timestamptz`, id } : null
}

async function count(ctx: Context, matching: SQL): Promise<number> {
  const some = ctx.db
    .select({ one: sql`1` })
    .from(audiences)
    .where(and(eq(audiences.organizationId, ctx.organizationId), visible(ctx), matching))
    .limit(most + 1)
    .as("some")
  const [answer] = await ctx.db.select({ count: sql<number>`count(*)::int` }).from(some)
  return answer?.count ?? 0
}
