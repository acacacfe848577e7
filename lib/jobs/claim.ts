import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { jobRuns } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { JobId, JobRunId, UserId } from "@/lib/base/ids"
import { RunLost } from "@/lib/connections/run"
import type { Lease } from "@/lib/connections/watch"
import * as runs from "@/lib/dependents/runs"
import { mine, selectJobs } from "./select"
import type { Found } from "./standing"

/** The right to work on a run: one attempt of it, as long as its lease lives. `mark` is how far an earlier attempt came. */
export type Claim = { runId: JobRunId; jobId: JobId; attempt: number; startedBy: UserId | null; batches: number; mark: unknown }

/** Takes a waiting run, or one whose worker fell silent. */
export async function claimJobRun(ctx: Context, runId: JobRunId): Promise<Claim> {
  const { jobId, attempt, startedBy, batches, mark } = jobRuns
  const [claimed] = await within(ctx, ({ db }) =>
    db
      .update(jobRuns)
      .set({ ...runs.claimed(jobRuns), reason: null })
      .where(and(runs.ofRun(jobRuns, ctx, runId), runs.free(jobRuns)))
      .returning({ jobId, attempt, startedBy, batches, mark }),
  )
  if (!claimed) throw new RunLost(runId)
  return { runId, ...claimed }
}

/** `heard` is told when somebody paused the job: the run goes on to the end of its batch. */
export const leaseOf = (ctx: Context, claim: Claim, heard: () => void): Lease =>
  runs.leaseOf(jobRuns, ctx, claim, { column: jobRuns.cancelRequested, heard })

export const holdJobRun = (ctx: Context, claim: Claim): Promise<void> => runs.holdRun(jobRuns, ctx, claim)

/** The job of a claimed run, as it is now. */
export async function jobOf(ctx: Context, { jobId, runId }: Claim): Promise<Found> {
  const [found] = await selectJobs(ctx, mine(ctx, jobId))
  if (!found) throw new RunLost(runId)
  return found
}

/** Keeps one batch: how far it came and how much it was, in one statement of the attempt that did it. `also` is kept or lost with it. */
export function keepBatch(
  ctx: Context,
  claim: Claim,
  { rows, mark }: { rows: number; mark: unknown },
  also?: (ctx: Context) => Promise<unknown>,
) {
  const more = (column: typeof jobRuns.rows, by: number) => sql`least(${column}::bigint + ${by}, 2147483647)::int`
  return within(ctx, async (inside) => {
    const [kept] = await inside.db
      .update(jobRuns)
      .set({ rows: more(jobRuns.rows, rows), batches: sql`${jobRuns.batches} + 1`, mark })
      .where(runs.fence(jobRuns, inside, claim))
      .returning({ id: jobRuns.id })
    if (!kept) throw new RunLost(claim.runId)
    await also?.(inside)
  })
}

/** Runs that are remembered of a job. */
const remembered = 50

/** Ends a run that is held. */
export async function endJobRun(ctx: Context, claim: Claim, state: "succeeded" | "failed" | "cancelled", reason: string | null) {
  const { db, organizationId } = ctx
  await db
    .update(jobRuns)
    .set({ state, reason, ...runs.ended })
    .where(and(runs.ofRun(jobRuns, ctx, claim.runId), eq(jobRuns.attempt, claim.attempt)))
  await db.delete(jobRuns).where(sql`${jobRuns.organizationId} = ${organizationId} and ${jobRuns.id} in (
    select r.id from job_runs r where r.organization_id = ${organizationId} and r.job_id = ${claim.jobId} and r.finished_at is not null
    order by r.created_at desc, r.id desc offset ${remembered})`)
}

/** Lets a held run wait for its next try. */
export async function waitWithJobRun(ctx: Context, claim: Claim, reason: string, ms: number): Promise<void> {
  await ctx.db
    .update(jobRuns)
    .set({ state: "queued", reason, leaseUntil: sql`clock_timestamp() + ${ms} * interval '1 millisecond'` })
    .where(runs.fence(jobRuns, ctx, claim))
}
