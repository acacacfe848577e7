import "server-only"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { priorities } from "@/lib/connections/jobs"
import { enqueue } from "@/lib/queue/enqueue"
import { queryFor } from "./find"
import { fetchQueryJob } from "./jobs"
import { queryRef } from "./model"
import { queueQueryRun } from "./run"

/** Promises a refresh. One at a time: a second click joins the one that runs. Whether it may run is settled when it runs. */
export const refreshQuery = command("query.refresh", queryRef, async (ctx, { queryId }) => {
  const found = await queryFor(ctx, queryId)
  const run = await queueQueryRun(ctx, found, personOf(ctx).userId)
  if (!run) throw new AppError("conflict", "A refresh has just ended. Try again.")
  if (!run.joined) await enqueue(ctx, fetchQueryJob, { queryId, runId: run.id }, { priority: priorities.refresh })
  return { id: queryId, runId: run.id, joined: run.joined, audit: { runId: run.id, joined: run.joined } }
})
