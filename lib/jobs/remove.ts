import "server-only"
import { jobs } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { jobFor } from "./find"
import { jobRef } from "./model"
import { mine } from "./select"

/** Deletes a job for good, with its runs and what it brought. Whoever may see it may delete it; a run that is under way loses its lease and stops. */
export const removeJob = command("job.remove", jobRef, async (ctx, { jobId }) => {
  const { name } = await jobFor(ctx, jobId)
  const [removed] = await ctx.db.delete(jobs).where(mine(ctx, jobId)).returning({ id: jobs.id })
  if (!removed) throw new AppError("not_found", "This job does not exist.")
  return { ...removed, audit: { name } }
})
