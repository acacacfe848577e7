import "server-only"
import { and, eq } from "drizzle-orm"
import { dataSources } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { dataSourceRef } from "./model"
import { theirs } from "./select"

/** Takes a data source away; the account and its connection stay as they are. Whoever may see it may remove it. */
export const removeDataSource = command("dataSource.remove", dataSourceRef, async (ctx, { dataSourceId }) => {
  const [removed] = await ctx.db
    .delete(dataSources)
    .where(and(eq(dataSources.id, dataSourceId), theirs(ctx)))
    .returning({ id: dataSources.id, name: dataSources.name })
  if (!removed) throw new AppError("not_found", "This data source does not exist.")
  return { id: removed.id, audit: { name: removed.name } }
})
