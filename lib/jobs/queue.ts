import "server-only"
import { and, eq, lte, sql } from "drizzle-orm"
import { jobRuns, jobs } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import type { JobId, JobRunId, UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { priorities } from "@/lib/connections/jobs"
import { givenUp } from "@/lib/connections/take-up"
import { ended, ofRun, takeUp } from "@/lib/dependents/runs"
import { enqueue } from "@/lib/queue/enqueue"
import { afterFailure } from "./end"
import { runJobJob } from "./jobs"
import { mine, selectJobs } from "./select"
import type { Found } from "./standing"

/** Begins a run, or finds the one that is under way: one for each job. From here on the job is running. */
export async function queueJobRun(ctx: Context, found: Pick<Found, "id" | "connectionId" | "createdBy">, startedBy: UserId | null) {
  const { organizationId, db } = ctx
  const [made] = await db
    .insert(jobRuns)
    .values({ organizationId, jobId: found.id, startedBy, usedConnectionId: found.connectionId, usedSeatOf: found.createdBy })
    .onConflictDoNothing()
    .returning({ id: jobRuns.id })
  if (!made) {
    const same = and(eq(jobRuns.organizationId, organizationId), eq(jobRuns.jobId, found.id))
    const [running] = await db.select({ id: jobRuns.id }).from(jobRuns).where(and(same, sql`state in ('queued', 'running')`))
    return running && { id: running.id, joined: true }
  }
  await db
    .update(jobs)
    .set({ state: "running", nextRunAt: null, endedAt: null, ...(startedBy && { failingSince: null }) })
    .where(mine(ctx, found.id))
  const priority = startedBy ? priorities.refresh : priorities.clock
  await enqueue(ctx, runJobJob, { jobId: found.id, runId: made.id }, { priority })
  return { id: made.id, joined: false }
}

/** Every sleeping job whose time has come gets a run. The clock asks; several workers at once begin each once. */
export function beginDueJobs(ctx: Context): Promise<number> {
  return within(ctx, async (inside) => {
    const due = await inside.db
      .select({ id: jobs.id, connectionId: jobs.connectionId, createdBy: jobs.createdBy })
      .from(jobs)
      .where(and(eq(jobs.organizationId, ctx.organizationId), eq(jobs.state, "sleeping"), lte(jobs.nextRunAt, now().toISOString())))
      .orderBy(jobs.nextRunAt)
      .limit(200)
      .for("update", { skipLocked: true })
    for (const job of due) await queueJobRun(inside, job, null)
    return due.length
  })
}

/** Takes up the runs that a dead worker left. What is given up counts as an error of its job. */
export const takeUpJobRuns = (ctx: Context) =>
  takeUp<JobId>(ctx, jobRuns, {
    of: jobRuns.jobId,
    again: (inside, { id, of: jobId }) => enqueue(inside, runJobJob, { jobId, runId: id as JobRunId }, { priority: priorities.clock }),
    async giveUp(inside, { id, of }) {
      await inside.db
        .update(jobRuns)
        .set({ state: "failed", reason: givenUp, ...ended })
        .where(ofRun(jobRuns, inside, id))
      const [job] = await selectJobs(inside, mine(inside, of))
      if (job) await afterFailure(inside, job, givenUp)
    },
  })

/** Forgets jobs that completed or failed long ago, with their runs and what they brought. Rows only: what was delivered stays where it is. */
export function purgeEndedJobs(ctx: Context): Promise<number> {
  const before = new Date(now().getTime() - times.endedJobsKept).toISOString()
  return within(ctx, async ({ db, organizationId }) => {
    const gone = await db
      .delete(jobs)
      .where(and(eq(jobs.organizationId, organizationId), sql`state in ('failed', 'completed')`, lte(jobs.endedAt, before)))
      .returning({ id: jobs.id })
    return gone.length
  })
}
