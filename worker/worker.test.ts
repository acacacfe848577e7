import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { takeUpRuns } from "@/lib/connections/take-up"
import { findFrame } from "@/lib/overview/frame"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, wanted } from "@/test/sources"
import { aWorker, endAll, ended, ownDatabase } from "@/test/worker"
import { closePools, type House, world } from "@/test/world"

const before = { ...process.env }
beforeAll(ownDatabase)
afterEach(endAll)
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
  Object.assign(process.env, before)
})

const patiently = { timeout: 25_000, interval: 100 }
const status = (house: House, connectionId: `con_${string}`) => async () =>
  (await connectionDetail(house.as("owner"), { connectionId })).status
const refresh = (house: House, connectionId: `con_${string}`) => async () =>
  (await connectionDetail(house.as("owner"), { connectionId })).lastRefresh?.state

test(
  "a new connection is validated and read without anybody's doing, and the worker leaves in order",
  () =>
    world(async ({ home }) => {
      const worker = await aWorker()
      const { id } = await createConnection(home.as("owner"), wanted(await aReadableSource()))
      await expect.poll(status(home, id), patiently).toBe("Active")
      await expect.poll(refresh(home, id), patiently).toBe("succeeded")
      expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({ tableCount: 2, health: "Healthy" })
      expect((await findFrame(home.as("marketer"), {})).worker).toMatchObject({ state: "ok" })
      expect(await ended(worker, "SIGTERM")).toBe(0)
    }),
  90_000,
)

test(
  "SCH-2 a worker that is killed in the middle of a refresh loses nothing: the next one finishes it",
  () =>
    world(async ({ home }) => {
      const source = await aReadableSource()
      const id = await connected(home, home.as("owner"), source)
      const lock = await source.admin.reserve()
      await lock.unsafe("begin; lock table pg_attribute in access exclusive mode")
      const first = await aWorker()
      await expect.poll(refresh(home, id), patiently).toBe("running")
      await ended(first, "SIGKILL")
      await lock.unsafe("rollback")
      lock.release()
      expect(await refresh(home, id)()).toBe("running")
      // The lease would end in half a minute; nobody waits for that here.
      await within(home.worker(), ({ db }) =>
        db.update(runs).set({ leaseUntil: sql`clock_timestamp()` }).where(sql`organization_id = ${home.id} and state = 'running'`),
      )
      await aWorker()
      await expect.poll(refresh(home, id), patiently).toBe("succeeded")
      const [run] = await within(home.as("owner"), ({ db }) =>
        db.select().from(runs).where(sql`organization_id = ${home.id} and kind = 'refresh'`),
      )
      expect(run).toMatchObject({ attempt: 2, state: "succeeded" })
      expect((await connectionDetail(home.as("owner"), { connectionId: id })).snapshot).toBe(1)
    }),
  120_000,
)

test("a validation that no worker ever finishes ends after three attempts, and the connection says so", () =>
  world(async ({ home }) => {
    const { id, runId } = await createConnection(home.as("owner"), wanted(await aReadableSource()))
    const leave = (attempt: number) =>
      within(home.worker(), ({ db }) =>
        db
          .update(runs)
          .set({ state: "running", attempt, leaseUntil: sql`clock_timestamp() - interval '1 second'` })
          .where(sql`organization_id = ${home.id} and id = ${runId}`),
      )
    await leave(2)
    expect(await takeUpRuns(home.worker())).toEqual({ again: 1, givenUp: 0 })
    expect(await takeUpRuns(home.worker())).toEqual({ again: 0, givenUp: 0 })
    await leave(3)
    expect(await takeUpRuns(home.worker())).toEqual({ again: 0, givenUp: 1 })
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({
      status: "Inactive",
      health: "Unknown",
      validation: { state: "failed" },
    })
  }))
