import { closeDatabase, database } from "@/db/client"
import { env, required } from "@/lib/base/env"
import { log } from "@/lib/base/log"
import { leaving } from "@/lib/connections/run"
import { sweepFetched } from "@/lib/connectors/files/temporary"
import { closeBoss, start } from "@/lib/queue/boss"
import { farewell } from "./heartbeat"
import { keepPromises } from "./keep"
import { startQuestions } from "./questions"
import { startClock } from "./schedule"

/** How long work in progress may take to put itself away. */
const grace = 15_000

required("PATCHBAY_VAULT_PRIVATE")
const db = database()
await sweepFetched()
const options = {
  supervise: true,
  schedule: false,
  max: 8,
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
  useListenNotify: true,
  reindex: false as const,
}
const queue = await start(options)
await keepPromises(queue, db)
const stopClock = startClock({ queue, db })
const { WORKER_PORT: port, WORKER_TOKEN: token } = env()
const questions = port && token ? await startQuestions({ port, token }) : undefined
log.info({ port }, "the worker is ready")

let goodbye: Promise<void> | undefined
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => (goodbye ??= leave(signal)))

async function leave(signal: string) {
  log.info({ signal }, "the worker is leaving")
  setTimeout(() => process.exit(1), grace + 5_000).unref()
  await stopClock()
  // Runs give back their lease at once, so that the next worker need not wait for it to end.
  leaving.abort()
  await questions?.close()
  await queue.stop({ graceful: true, timeout: grace })
  await farewell(db).catch(() => {})
  await Promise.allSettled([closeBoss(), closeDatabase()])
  process.exit(0)
}
