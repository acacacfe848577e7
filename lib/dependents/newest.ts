import "server-only"
import { and, asc, desc, type SQL, sql } from "drizzle-orm"
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core"
import type { Context } from "@/lib/access/context"
import { isMoment } from "@/lib/base/moments"
import type { Newest } from "./model"

/** Beyond this nobody needs the exact number. */
const most = 1_000

type Asked = { after?: string | undefined; before?: string | undefined; size: number }
type Listed<Found> = {
  /** Sorted by `at`, then `id`; `where` says which of them this person sees and has asked for. */
  table: PgTable
  at: AnyPgColumn | SQL
  id: AnyPgColumn
  /** What `at` is; a moment where nothing is said. */
  type?: "text"
  /** The smallest first. */
  up?: boolean
  where: SQL | undefined
  select(where: SQL | undefined, order: SQL[], limit: number): Promise<Found[]>
}

/** The newest first, or in another order, page by page, without a gap and without a repeat. `key` is what they are sorted by. */
export async function newestFirst<Found extends { key: string; id: string }, Row>(
  ctx: Context,
  { after, before, size }: Asked,
  { table, at, id, type, up = false, where, select }: Listed<Found>,
  show: (found: Found) => Row,
): Promise<Newest<Row>> {
  const edge = cursor(before ?? after, type)
  const back = before !== undefined && edge !== null
  const upwards = up !== back
  const beyond = edge && (upwards ? sql`(${at}, ${id}) > (${edge.key}, ${edge.id})` : sql`(${at}, ${id}) < (${edge.key}, ${edge.id})`)
  const found = await select(and(where, beyond ?? sql`true`), upwards ? [asc(at), asc(id)] : [desc(at), desc(id)], size + 1)
  const total = await count(ctx, table, where)
  const more = found.length > size
  const page = found.slice(0, size)
  if (back) page.reverse()
  const [first, last] = [page.at(0), page.at(-1)]
  return {
    rows: page.map(show),
    next: last && (back || more) ? mark(last) : null,
    previous: first && edge && (back ? more : true) ? mark(first) : null,
    total: Math.min(total, most),
    more: total > most,
  }
}

/** A text as a pattern that finds it anywhere. */
export const anywhere = (q: string): string => `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`

const mark = ({ key, id }: { key: string; id: string }) => Buffer.from(`${id}|${key}`).toString("base64url")

/** An old or broken mark is no mark: the list begins at its beginning. */
function cursor(text: string | undefined, type: "text" | undefined): { key: SQL; id: string } | null {
  const [, id, key] = /^([a-z]{3}_[0-9a-f]{32})\|([^\0]+)$/.exec(Buffer.from(text ?? "", "base64url").toString()) ?? []
  if (!key || !id) return null
  if (type === "text") return { key: sql`${key}::text`, id }
  return isMoment(key) ? { key: sql`${key}::timestamptz`, id } : null
}

async function count({ db }: Context, table: PgTable, where: SQL | undefined): Promise<number> {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(most + 1)
    .as("some")
  const [answer] = await db.select({ count: sql<number>`count(*)::int` }).from(some)
  return answer?.count ?? 0
}
