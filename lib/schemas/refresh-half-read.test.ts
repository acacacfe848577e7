import { eq, sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs, schemaTables } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { connectionDetail } from "@/lib/connections/detail"
import { findForWorker } from "@/lib/connections/find"
import { purge } from "@/lib/connections/purge"
import { refreshConnection } from "@/lib/connections/refresh"
import { claimRun, RunLost } from "@/lib/connections/run"
import type { Table } from "@/lib/connectors/connector"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { browseSchema } from "./browse"
import { keep } from "./reading"
import { refreshSchema } from "./refresh"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const tablesOf = async (house: House, connectionId: ConnectionId) =>
  (await browseSchema(house.as("owner"), { connectionId })).tables.map(({ name }) => name)
const written = (house: House, connectionId: ConnectionId) =>
  within(house.worker(), ({ db }) =>
    db
      .select({ name: schemaTables.name, since: schemaTables.since })
      .from(schemaTables)
      .where(eq(schemaTables.connectionId, connectionId))
      .orderBy(schemaTables.since, schemaTables.name),
  )
const aTable = (name: string): Table => ({ schema: "public", name, kind: "table", readable: true, columns: [] })

/** A run that dies in the middle: it wrote one page, and its lease is over. */
async function halfRead(home: House, connectionId: ConnectionId) {
  const { runId } = await refreshConnection(home.as("owner"), { connectionId })
  const claim = await claimRun(home.worker(), runId)
  const connection = await within(home.worker(), (inside) => findForWorker(inside, connectionId))
  const more = () =>
    keep(home.worker(), claim, connection, { left: new Map(), moved: [], fresh: 0 }, [aTable("customers"), aTable("half_read")])
  await more()
  await within(home.worker(), ({ db }) =>
    db.update(runs).set({ leaseUntil: sql`clock_timestamp() - interval '1 second'` }).where(eq(runs.id, runId)),
  )
  return { runId, more }
}

test("what a refresh had written when it died is seen by nobody, and is gone with the next attempt", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    for (const snapshot of [1, 2]) {
      await source.admin.unsafe(`create table later_${snapshot} (id int); grant select on later_${snapshot} to ${source.database}`)
      const seen = await tablesOf(home, id)
      const { runId, more } = await halfRead(home, id)
      expect(await written(home, id)).toContainEqual({ name: "half_read", since: snapshot })
      expect(await tablesOf(home, id)).toEqual(seen)
      // Whoever lost the run writes nothing more.
      await expect(more()).rejects.toBeInstanceOf(RunLost)
      await refreshSchema(home.worker(), { connectionId: id, runId })
      expect((await connectionDetail(home.as("owner"), { connectionId: id })).snapshot).toBe(snapshot)
    }
    expect(await tablesOf(home, id)).toEqual(["customers", "later_1", "later_2", "orders"])
    expect(await written(home, id)).toEqual([
      { name: "customers", since: 1 },
      { name: "later_1", since: 1 },
      { name: "orders", since: 1 },
      { name: "later_2", since: 2 },
    ])
  }))

test("what a refresh left that never came back is cleared away with the other things that have served", () =>
  world(async ({ home }) => {
    const id = await connected(home, home.as("owner"), await aReadableSource())
    const { runId } = await halfRead(home, id)
    const clear = () => within(home.worker(), purge)
    await clear()
    expect(await written(home, id)).toHaveLength(2)
    await within(home.worker(), ({ db }) => db.update(runs).set({ state: "failed", finishedAt: sql`now()` }).where(eq(runs.id, runId)))
    await clear()
    expect(await written(home, id)).toEqual([])
  }))
