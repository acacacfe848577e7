import "server-only"
import { queryRuns } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { QueryId, QueryRunId } from "@/lib/base/ids"
import { priorities } from "@/lib/connections/jobs"
import { givenUp } from "@/lib/connections/take-up"
import { ended, ofRun, takeUp } from "@/lib/dependents/runs"
import { enqueue } from "@/lib/queue/enqueue"
import { fetchQueryJob } from "./jobs"

/** Takes up the refreshes that a dead worker left. */
export const takeUpQueryRuns = (ctx: Context) =>
  takeUp<QueryId>(ctx, queryRuns, {
    of: queryRuns.queryId,
    again: (inside, { id, of: queryId }) =>
      enqueue(inside, fetchQueryJob, { queryId, runId: id as QueryRunId }, { priority: priorities.refresh }),
    giveUp: async (inside, { id }) => {
      await inside.db
        .update(queryRuns)
        .set({ state: "failed", reason: givenUp, ...ended })
        .where(ofRun(queryRuns, inside, id))
    },
  })
