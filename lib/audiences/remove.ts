import "server-only"
import { audiences } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { audienceFor, mine } from "./find"
import { audienceRef } from "./model"

/** Deletes an audience for good. Whoever may see it may delete it; a stopped one too. */
export const removeAudience = command("audience.remove", audienceRef, async (ctx, { audienceId }) => {
  const { name } = await audienceFor(ctx, audienceId)
  const [removed] = await ctx.db.delete(audiences).where(mine(ctx, audienceId)).returning({ id: audiences.id })
  if (!removed) throw new AppError("not_found", "This audience does not exist.")
  return { ...removed, audit: { name } }
})
