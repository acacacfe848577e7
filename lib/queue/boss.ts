import "server-only"
import { PgBoss } from "pg-boss"
import { env } from "@/lib/base/env"
import { log } from "@/lib/base/log"

const kept = globalThis as { patchbayBoss?: Promise<PgBoss> }

/** The sending side of the queue, for web and worker alike: it supervises nothing and changes no schema. */
export function boss(): Promise<PgBoss> {
  kept.patchbayBoss ??= start({ supervise: false, schedule: false, max: 2 })
  return kept.patchbayBoss
}

/** A queue client. The worker opens one that also supervises. */
export async function start(options: {
  supervise: boolean
  schedule: boolean
  max: number
  superviseIntervalSeconds?: number
  monitorIntervalSeconds?: number
  useListenNotify?: boolean
}) {
  const queue = new PgBoss({
    connectionString: env().DATABASE_URL,
    migrate: false,
    createSchema: false,
    application_name: "patchbay-queue",
    ...options,
  })
  queue.on("error", (error: Error) => log.warn({ name: error.name, message: error.message }, "queue"))
  await queue.start()
  return queue
}

export async function closeBoss() {
  await (await kept.patchbayBoss)?.stop({ graceful: false })
  kept.patchbayBoss = undefined
}
