import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { jobRuns, jobs } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { JobId } from "@/lib/base/ids"
import { ended } from "@/lib/dependents/runs"
import { jobFor } from "./find"
import { jobRef } from "./model"
import { mine } from "./select"
import { can } from "./states"

/** Stops a job until somebody resumes it. A run that is under way stops at its next batch; one that waits does not begin. */
export const pauseJob = command("job.pause", jobRef, async (ctx, { jobId }) => {
  const { name, state } = await lockedJob(ctx, jobId)
  if (!can("pause", state))
    throw new AppError("conflict", state === "paused" ? "It is paused already." : `It has ${state}. Run it again instead.`)
  await change(ctx, jobId, { state: "paused", nextRunAt: null })
  const ofJob = and(eq(jobRuns.organizationId, ctx.organizationId), eq(jobRuns.jobId, jobId))
  await ctx.db
    .update(jobRuns)
    .set({ state: "cancelled", reason: "It was paused.", ...ended })
    .where(and(ofJob, eq(jobRuns.state, "queued")))
  await ctx.db
    .update(jobRuns)
    .set({ cancelRequested: true })
    .where(and(ofJob, eq(jobRuns.state, "running")))
  return { id: jobId, audit: { name } }
})

/** Lets a paused job go on: it runs at once, and its errors are counted anew. */
export const resumeJob = command("job.resume", jobRef, async (ctx, { jobId }) => {
  const { name, state } = await lockedJob(ctx, jobId)
  if (!can("resume", state)) throw new AppError("conflict", "It is not paused.")
  await change(ctx, jobId, { state: "sleeping", nextRunAt: now().toISOString(), failingSince: null })
  return { id: jobId, audit: { name } }
})

/** The job as this person sees it, locked until the end of the transaction: the clock and a second person wait. */
export async function lockedJob(ctx: Context, jobId: JobId) {
  await ctx.db.select({ id: jobs.id }).from(jobs).where(mine(ctx, jobId)).for("update")
  return jobFor(ctx, jobId)
}

export async function change(ctx: Context, jobId: JobId, to: Partial<typeof jobs.$inferInsert>): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({ ...to, updatedAt: sql`now()` })
    .where(mine(ctx, jobId))
}
