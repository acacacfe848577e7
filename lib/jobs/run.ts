import "server-only"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { times } from "@/lib/base/times"
import { priorities } from "@/lib/connections/jobs"
import { mostAttempts } from "@/lib/connections/run"
import { TimedOut, watchLease } from "@/lib/connections/watch"
import { type JobType, SourceError } from "@/lib/connectors/connector"
import { enqueue } from "@/lib/queue/enqueue"
import { type Claim, claimJobRun, endJobRun, holdJobRun, jobOf, leaseOf, waitWithJobRun } from "./claim"
import { afterFailure, afterStop, afterSuccess } from "./end"
import { enrich } from "./enrich"
import { exportAudience } from "./export"
import { importExperiences, importMessages } from "./import"
import { runJobJob } from "./jobs"
import { sayRefusal } from "./refusal"
import { refusalOf } from "./standing"
import { Stopped, type Work } from "./work"

const works: Record<JobType, (work: Work) => Promise<void>> = {
  "export.webhook": exportAudience,
  "export.bucket": exportAudience,
  "import.experiences": importExperiences,
  "import.pubsub": importMessages,
  "enrichment.contacts": enrich,
}

/** `again`: the same may work in a minute. */
type End = { state: "succeeded" } | { state: "cancelled" } | { state: "failed"; reason: string; again: boolean }
type News = { claim: Claim; end: End }

/** Runs a job with its maker's right and seat, whoever started it. Both are looked at before it begins and before its end is kept. */
export const runJob = errand("job.run", runJobJob.payload, {
  async go(ctx, { runId }): Promise<News> {
    const claim = await claimJobRun(ctx, runId)
    const job = await within(ctx, (inside) => jobOf(inside, claim))
    const refusal = refusalOf(job, claim.startedBy, now())
    if (refusal) return { claim, end: { state: "failed", reason: refusal, again: false } }
    let asked = false
    const lease = leaseOf(ctx, claim, () => {
      asked = true
    })
    const checkpoint = () => {
      if (asked) throw new Stopped()
    }
    const end = await watchLease(lease, times.jobTimeout, async ({ signal }): Promise<End> => {
      // What is an answer is one here already: anything else that is thrown gives the run back.
      return works[job.type]({ ctx, job, claim, signal, checkpoint }).then(
        () => ({ state: "succeeded" as const }),
        (error: unknown) => {
          if (signal.aborted) throw error
          return endOf(error)
        },
      )
    }).catch(endOf)
    return { claim, end }
  },

  async settle(ctx, { claim, end }: News) {
    await holdJobRun(ctx, claim)
    const job = await jobOf(ctx, claim)
    const withdrawn = end.state === "succeeded" ? refusalOf(job, claim.startedBy, now()) : null
    const became: End = withdrawn ? { state: "failed", reason: withdrawn, again: false } : end
    const state = await settled(ctx, claim, became, job)
    const { name, type, connectionId, createdBy } = job
    return { id: claim.jobId, audit: { state, name, type, connection: connectionId, seatOf: createdBy, startedBy: claim.startedBy } }
  },
})

function endOf(error: unknown): End {
  if (error instanceof Stopped) return { state: "cancelled" }
  // What is ours to say, such as a key that is not unique, is the same at every try.
  if (error instanceof AppError) return { state: "failed", reason: error.message, again: false }
  if (error instanceof TimedOut) return { state: "failed", reason: "It took longer than 6 hours and was stopped.", again: false }
  if (error instanceof SourceError) return { state: "failed", reason: sayRefusal(error), again: error.reason !== "unsupported" }
  throw error
}

async function settled(ctx: Context, claim: Claim, end: End, job: Awaited<ReturnType<typeof jobOf>>): Promise<string> {
  switch (end.state) {
    case "succeeded":
      await afterSuccess(ctx, job)
      await endJobRun(ctx, claim, "succeeded", null)
      break
    case "cancelled":
      await afterStop(ctx, job)
      await endJobRun(ctx, claim, "cancelled", "It was paused.")
      break
    case "failed": {
      const { reason, again } = end
      if (again && claim.attempt < mostAttempts && job.state === "running") return tryAgain(ctx, claim, reason)
      await afterFailure(ctx, job, reason)
      await endJobRun(ctx, claim, "failed", reason)
    }
  }
  return end.state
}

/** Twice as long as before each time. Where it was cut off it goes on. */
async function tryAgain(ctx: Context, claim: Claim, reason: string): Promise<string> {
  const { jobId, runId, attempt } = claim
  const wait = times.jobRetryAfter * 2 ** (attempt - 1)
  await waitWithJobRun(ctx, claim, reason, wait)
  await enqueue(ctx, runJobJob, { jobId, runId }, { startAfterSeconds: wait / times.second, priority: priorities.clock })
  return "waits"
}
