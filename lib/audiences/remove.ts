import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import { audiences, jobs } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { AudienceId } from "@/lib/base/ids"
import { audienceFor, mine } from "./find"
import { audienceRef } from "./model"

/** Deletes an audience for good. Whoever may see it may delete it; a stopped one too. */
export const removeAudience = command("audience.remove", audienceRef, async (ctx, { audienceId }) => {
  const { name } = await audienceFor(ctx, audienceId)
  await leaveJobs(ctx, audienceId)
  const [removed] = await ctx.db.delete(audiences).where(mine(ctx, audienceId)).returning({ id: audiences.id })
  if (!removed) throw new AppError("not_found", "This audience does not exist.")
  return { ...removed, audit: { name } }
})

/** A job that still works with it is named and must go first; one that has ended only forgets it. */
async function leaveJobs({ db, organizationId }: Context, audienceId: AudienceId): Promise<void> {
  const using = and(eq(jobs.organizationId, organizationId), eq(jobs.audienceId, audienceId))
  const found = await db
    .select({ name: jobs.name })
    .from(jobs)
    .where(and(using, inArray(jobs.state, ["running", "sleeping", "paused"])))
    .limit(5)
  if (found.length > 0)
    throw new AppError("conflict", `Jobs work with this audience: ${found.map(({ name }) => name).join(", ")}. Delete them first.`)
  await db.update(jobs).set({ audienceId: null }).where(using)
}
