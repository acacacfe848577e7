import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { findJob } from "@/lib/jobs/find"
import { closeBoss } from "@/lib/queue/boss"
import { anExport, aReceiver, type Receiver, rowsOf } from "@/test/receiver"
import { aSource, type Source } from "@/test/source"
import { aWorker, endAll, ended, ownDatabase } from "@/test/worker"
import { closePools, world } from "@/test/world"

const before = { ...process.env }
let source: Source
let receiver: Receiver
beforeAll(async () => {
  await ownDatabase()
  receiver = await aReceiver()
  source = await aSource()
  await source.admin`insert into shop.customers select n, 'p' || n, null, n, true, current_date, now() from generate_series(1002, 12000) n`
})
afterEach(endAll)
afterAll(async () => {
  await receiver?.close()
  await source?.drop()
  await closeBoss()
  await closePools()
  Object.assign(process.env, before)
})

test(
  "an export whose worker is killed while the second batch is on its way loses nothing: that batch alone comes twice, under the same id",
  () =>
    world(async ({ home }) => {
      const worker = () => aWorker({ EGRESS_ALLOW: `${process.env.EGRESS_ALLOW},127.0.0.1:${receiver.port}` })
      const first = await worker()
      const { jobId } = await anExport(home, source, receiver)
      receiver.watch(async ({ id }) => {
        // It is taken, and nobody is left to hear so.
        if (id.endsWith("-2")) await ended(first, "SIGKILL")
      })
      await expect.poll(() => receiver.taken.length, { timeout: 40_000, interval: 50 }).toBe(2)
      expect(first.signalCode).toBe("SIGKILL")
      receiver.watch(undefined)
      const found = () => findJob(home.as("editor"), { jobId })
      expect(await found()).toMatchObject({ state: "running", runs: [{ state: "running", batches: 1, rows: 5_000 }] })
      // The lease would end in half a minute; nobody waits for that here.
      await within(home.worker(), ({ db }) =>
        db.execute(sql`update job_runs set lease_until = clock_timestamp() where organization_id = ${home.id}`),
      )
      await worker()
      await expect.poll(async () => (await found()).state, { timeout: 40_000, interval: 100 }).toBe("completed")
      expect((await found()).runs).toMatchObject([{ state: "succeeded", attempt: 2, batches: 3, rows: 12_000 }])
      expect(receiver.taken.map(({ id }) => id.split("-")[1])).toEqual(["1", "2", "2", "3"])
      const [, once, again] = receiver.taken
      expect(again).toEqual(once)
      expect(rowsOf(receiver.taken).map((row) => Number(row.split(",")[0]))).toEqual(Array.from({ length: 12_000 }, (_, at) => at + 1))
    }),
  120_000,
)
