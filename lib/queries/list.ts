import "server-only"
import { and, type SQL, sql } from "drizzle-orm"
import { queries } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { newestFilter } from "@/lib/dependents/model"
import { anywhere, newestFirst } from "@/lib/dependents/newest"
import type { QueryPage } from "./model"
import { selectQueries, theirs } from "./select"
import { queryRow } from "./standing"

/** The newest first, page by page. `total` is exact up to 1,000. */
export const listQueries = query("query.list", newestFilter, (ctx, { q, ...asked }): Promise<QueryPage> => {
  const [person, at] = [personOf(ctx), now()]
  const named = q ? sql`(${queries.name} ilike ${anywhere(q)} or ${queries.table} ilike ${anywhere(q)})` : undefined
  const where = and(theirs(ctx), named)
  const select = (beyond: SQL | undefined, order: SQL[], limit: number) => selectQueries(ctx, beyond, order, limit)
  const listed = { table: queries, at: queries.updatedAt, id: queries.id, where, select }
  return newestFirst(ctx, asked, listed, (found) => queryRow(found, person, at))
})
