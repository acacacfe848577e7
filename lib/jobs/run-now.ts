import "server-only"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { jobRef } from "./model"
import { lockedJob } from "./pause"
import { queueJobRun } from "./queue"
import { can } from "./states"

/** Promises a run. One at a time: a second click joins the one that runs. A job that has ended lives again. Whether it may run is settled when it runs. */
export const runJobNow = command("job.runNow", jobRef, async (ctx, { jobId }) => {
  const found = await lockedJob(ctx, jobId)
  if (!can("run", found.state)) throw new AppError("conflict", "It is paused. Resume it first.")
  const run = await queueJobRun(ctx, found, personOf(ctx).userId)
  if (!run) throw new AppError("conflict", "A run has just ended. Try again.")
  return { id: jobId, runId: run.id, joined: run.joined, audit: { name: found.name, runId: run.id, joined: run.joined } }
})
