import { eq, sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs, schemaTables } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { cancelRefresh } from "@/lib/connections/cancel-refresh"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { findForWorker } from "@/lib/connections/find"
import { purge } from "@/lib/connections/purge"
import { refreshConnection } from "@/lib/connections/refresh"
import { claimRun, RunLost } from "@/lib/connections/run"
import type { Table } from "@/lib/connectors/connector"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, refreshed, wanted } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { browseSchema } from "./browse"
import { listChanges } from "./list-changes"
import { keep } from "./reading"
import { refreshSchema } from "./refresh"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const tablesOf = async (house: House, connectionId: `con_${string}`, q = "") =>
  (await browseSchema(house.as("owner"), { connectionId, q })).tables.map(({ name }) => name)

test("a second click joins the refresh that waits", () =>
  world(async ({ home }) => {
    const id = await connected(home, home.as("owner"), await aReadableSource())
    const first = await refreshConnection(home.as("owner"), { connectionId: id })
    const second = await refreshConnection(home.as("admin"), { connectionId: id })
    expect(second).toEqual(first)
    expect(first.joined).toBe(true)
    await refreshSchema(home.worker(), { connectionId: id, runId: first.runId })
    await expect(refreshSchema(home.worker(), { connectionId: id, runId: first.runId })).rejects.toBeInstanceOf(RunLost)
    expect((await refreshConnection(home.as("admin"), { connectionId: id })).joined).toBe(false)
  }))

test("a refresh that fails keeps the last schema and its time", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    const before = await connectionDetail(home.as("owner"), { connectionId: id })
    await source.admin.unsafe(`alter role ${source.database} password 'another'`)
    await refreshed(home, home.as("owner"), id)
    const after = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(after).toMatchObject({
      snapshot: 1,
      schemaRefreshedAt: before.schemaRefreshedAt,
      lastRefresh: { state: "failed", reason: expect.stringContaining("The last schema is kept.") },
    })
    expect(await tablesOf(home, id)).toEqual(["customers", "orders"])
  }))

test("a source that suddenly shows nothing is not believed", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    await source.admin.unsafe("drop table customers, orders")
    await refreshed(home, home.as("owner"), id)
    const after = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(after).toMatchObject({
      snapshot: 1,
      tableCount: 2,
      lastRefresh: { state: "failed", reason: expect.stringContaining("permission") },
    })
  }))

test("a refresh that waits or runs is cancelled, and one that takes too long is given up", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    expect(await cancelRefresh(home.as("owner"), { connectionId: id })).toMatchObject({ cancelled: true })
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).lastRefresh).toMatchObject({ state: "cancelled" })

    // A lock on a catalogue table makes the source wait as a slow one would.
    const blocked = async (during: (runId: `run_${string}`) => Promise<unknown>) => {
      const { runId } = await refreshConnection(home.as("owner"), { connectionId: id })
      await source.admin.begin(async (lock) => {
        await lock.unsafe("lock table pg_attribute in access exclusive mode")
        const work = refreshSchema(home.worker(), { connectionId: id, runId })
        await during(runId)
        await work
      })
      return (await connectionDetail(home.as("owner"), { connectionId: id })).lastRefresh
    }
    const begun = (runId: `run_${string}`) =>
      expect
        .poll(
          async () =>
            (await within(home.as("owner"), ({ db }) => db.select({ state: runs.state }).from(runs).where(eq(runs.id, runId))))[0]?.state,
        )
        .toBe("running")
    const cancelled = await blocked(async (runId) => {
      await begun(runId)
      await cancelRefresh(home.as("owner"), { connectionId: id })
    })
    expect(cancelled).toMatchObject({ state: "cancelled" })
    const { refreshTimeout } = times
    try {
      Object.assign(times, { refreshTimeout: 700 })
      expect(await blocked(begun)).toMatchObject({ state: "timed out" })
    } finally {
      Object.assign(times, { refreshTimeout })
    }
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).schemaRefreshedAt).toBeNull()
  }))

test("of two workers only the one that holds the run may settle it", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    const { runId } = await refreshConnection(home.as("owner"), { connectionId: id })
    const work = source.admin.begin(async (lock) => {
      await lock.unsafe("lock table pg_attribute in access exclusive mode")
      const late = refreshSchema(home.worker(), { connectionId: id, runId })
      await expect
        .poll(
          async () =>
            (await within(home.as("owner"), ({ db }) => db.select({ state: runs.state }).from(runs).where(eq(runs.id, runId))))[0]?.state,
        )
        .toBe("running")
      // Its lease ends without it noticing, as if the process had been paused, and another takes over.
      await within(home.worker(), ({ db }) =>
        db.update(runs).set({ leaseUntil: sql`clock_timestamp() - interval '1 second'` }).where(eq(runs.id, runId)),
      )
      const second = await claimRun(home.worker(), runId)
      expect(second.attempt).toBe(2)
      await expect(late).rejects.toBeInstanceOf(RunLost)
    })
    await work
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({
      snapshot: null,
      schemaRefreshedAt: null,
      refresh: { state: "running" },
    })
  }))

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

test("only Active connections are refreshed, by those who may", () =>
  world(async ({ home, elsewhere }) => {
    const source = await aReadableSource()
    const { id } = await createConnection(home.as("owner"), wanted(source))
    await expect(refreshConnection(home.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "conflict" })
    await expect(refreshConnection(home.as("editor"), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(cancelRefresh(home.as("marketer"), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    for (const ask of [refreshConnection, cancelRefresh])
      await expect(ask(elsewhere.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    await expect(browseSchema(elsewhere.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    await expect(listChanges(elsewhere.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
  }))
