import "server-only"
import { sql } from "drizzle-orm"
import * as z from "zod"
import { heartbeats } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { times } from "@/lib/base/times"
import type { WorkerState } from "./model"

/** Read from the signs of life that the workers leave. Where several run, one is enough. */
export const findWorker = query("worker.find", z.object({}), async ({ db }): Promise<WorkerState> => {
  const [seen] = await db
    .select({
      silent: sql<number | null>`floor(extract(epoch from now() - max(${heartbeats.seenAt})))::int`,
      oldest: sql<number | null>`(array_agg(${heartbeats.oldestWaitingSeconds} order by ${heartbeats.seenAt} desc))[1]`,
    })
    .from(heartbeats)
  const silent = seen?.silent ?? 0
  if (seen?.silent === null || silent * times.second > times.workerDownAfter) return { state: "down", seconds: silent }
  const oldest = seen?.oldest ?? 0
  return oldest * times.second > times.workerBehindAfter ? { state: "behind", seconds: oldest } : { state: "ok", seconds: 0 }
})
