import type { PgBoss } from "pg-boss"
import type { Database } from "@/db/client"
import { AppError } from "@/lib/base/errors"
import type { OrganizationId } from "@/lib/base/ids"
import { bare, log } from "@/lib/base/log"
import { RunLost } from "@/lib/connections/run"
import type { Envelope } from "@/lib/queue/define"
import { workerContext } from "./context"
import { type Handler, handlers } from "./handlers"

/** Listens on every queue and keeps the promises in it. */
export async function keepPromises(queue: PgBoss, db: Database): Promise<void> {
  for (const handler of handlers) {
    const options = { localConcurrency: handler.atOnce, batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 }
    await queue.work<Envelope<unknown>>(handler.name, options, async ([job]) => {
      if (job) await keepPromise(db, handler, job.data)
    })
  }
}

export async function keepPromise(db: Database, { name, payload, keep }: Handler, envelope: Envelope<unknown>): Promise<void> {
  const ctx = await workerContext(db, envelope.organizationId as OrganizationId, name)
  if (!ctx) return
  try {
    await keep(ctx, payload.parse(envelope.payload) as never)
  } catch (error) {
    // Another worker has it, it has ended, or what it was about is gone: there is nothing left to do.
    if (error instanceof RunLost || (error instanceof AppError && error.code === "not_found"))
      return void log.debug({ job: name }, error.message)
    log.warn(
      { job: name, organizationId: ctx.organizationId, name: (error as Error).name, message: (bare(error) as Error).message },
      "a promise was not kept",
    )
    throw error
  }
}
