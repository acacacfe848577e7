import "server-only"
import { queries } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { queryFor } from "./find"
import { queryRef } from "./model"
import { mine } from "./select"

/** Deletes a query for good, with its refreshes. Whoever may see it may delete it; a stopped one too. */
export const removeQuery = command("query.remove", queryRef, async (ctx, { queryId }) => {
  const { name } = await queryFor(ctx, queryId)
  const [removed] = await ctx.db.delete(queries).where(mine(ctx, queryId)).returning({ id: queries.id })
  if (!removed) throw new AppError("not_found", "This query does not exist.")
  return { ...removed, audit: { name } }
})
