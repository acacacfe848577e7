import "server-only"
import { and, type SQL, sql } from "drizzle-orm"
import { dataSources } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { newestFilter } from "@/lib/dependents/model"
import { anywhere, newestFirst } from "@/lib/dependents/newest"
import type { DataSourcePage } from "./model"
import { dataSourceRow, selectDataSources, theirs } from "./select"

/** The newest first, page by page. `total` is exact up to 1,000. */
export const listDataSources = query("dataSource.list", newestFilter, (ctx, { q, ...asked }): Promise<DataSourcePage> => {
  const [person, at] = [personOf(ctx), now()]
  const named = q ? sql`(${dataSources.name} ilike ${anywhere(q)} or ${dataSources.account} ilike ${anywhere(q)})` : undefined
  const select = (beyond: SQL | undefined, order: SQL[], limit: number) => selectDataSources(ctx, beyond, order, limit)
  const listed = { table: dataSources, at: dataSources.createdAt, id: dataSources.id, where: and(theirs(ctx), named), select }
  return newestFirst(ctx, asked, listed, (found) => dataSourceRow(found, person, at))
})
