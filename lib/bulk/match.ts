import "server-only"
import { sql } from "drizzle-orm"
import { query } from "@/lib/access/verb"
import { connectionFilter } from "@/lib/connections/model"
import { pageOf } from "@/lib/connections/page"
import { mostAtOnce } from "./model"

/** All that match the filter of the panel's table, as far as one act goes. */
export const matchConnections = query("connection.match", connectionFilter, async (ctx, filter) => {
  const { rows, total } = await pageOf(ctx, { ...filter, after: undefined, before: undefined, size: mostAtOnce }, sql`true`)
  return { ids: rows.map(({ id }) => id), total }
})
