import "server-only"
import { and, type SQL, sql } from "drizzle-orm"
import { audiences } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { newestFilter } from "@/lib/dependents/model"
import { anywhere, newestFirst } from "@/lib/dependents/newest"
import type { AudiencePage } from "./model"
import { selectAudiences, theirs } from "./select"
import { audienceRow } from "./standing"

/** The newest first, page by page. `total` is exact up to 1,000. */
export const listAudiences = query("audience.list", newestFilter, (ctx, { q, ...asked }): Promise<AudiencePage> => {
  const [person, at] = [personOf(ctx), now()]
  const listed = {
    table: audiences,
    at: audiences.updatedAt,
    id: audiences.id,
    where: and(theirs(ctx), named(q)),
    select: (where: SQL | undefined, order: SQL[], limit: number) => selectAudiences(ctx, where, order, limit),
  }
  return newestFirst(ctx, asked, listed, (found) => audienceRow(found, person, at))
})

const named = (q: string): SQL => (q ? sql`(${audiences.name} ilike ${anywhere(q)} or ${audiences.table} ilike ${anywhere(q)})` : sql`true`)
