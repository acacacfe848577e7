import { eq, sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { times } from "@/lib/base/times"
import { cancelRefresh } from "@/lib/connections/cancel-refresh"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { refreshConnection } from "@/lib/connections/refresh"
import { claimRun, RunLost } from "@/lib/connections/run"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, refreshed, wanted } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { browseSchema } from "./browse"
import { listChanges } from "./list-changes"
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
