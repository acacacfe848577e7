import { sql } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { now, shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { fillUsage } from "@/scripts/demo/usage"
import { aSourceConnection } from "@/test/source"
import { aConnection, ask, endUsage, fill, usedSource } from "@/test/usage"
import { usageCsv } from "./csv"
import { usageOf } from "./find"
import { recentUsage } from "./recent"

afterEach(() => shiftClock(0))
afterAll(endUsage)

test("AUT-40 the requests of an authorization are counted by the hour, with failures, the time they took, and the period before", () =>
  aConnection(async (house, id) => {
    await fill(house, id, [
      { hour: "2026-03-10T09:00:00Z", requests: 4, failures: 1, latencyMs: 200 },
      { hour: "2026-03-10T10:00:00Z", requests: 6, latencyMs: 100 },
      { hour: "2026-03-09T09:00:00Z", requests: 3, failures: 3, latencyMs: 30 },
      { hour: "2026-03-08T10:00:00Z", requests: 100 },
    ])
    const usage = await ask(house, id, { window: "24h" })
    expect(usage.points).toHaveLength(24)
    expect(usage.points.at(-1)).toMatchObject({ at: "2026-03-10T10:00:00.000Z", requests: 6, failures: 0 })
    expect(usage.points.at(-2)).toEqual({
      ...{ at: "2026-03-10T09:00:00.000Z", requests: 4, failures: 1, latencyMs: 200 },
      before: { requests: 3, failures: 3, latencyMs: 30 },
    })
    expect(usage.totals).toEqual({ requests: 10, failures: 1, latencyMs: 300 })
    expect(usage.before).toMatchObject({ requests: 3, failures: 3, latencyMs: 30 })
    expect(usage.since).toBe("2026-03-08T10:00:00.000Z")
  }, "2026-03-10T10:30:00Z"))

test("AUT-42 a step without data, or that makes no sense for the window, is switched off and says why", () =>
  aConnection(async (house, id) => {
    expect((await ask(house, id, { window: "30d" })).steps).toMatchObject({ week: "Nothing was counted yet." })
    await fill(house, id, [{ hour: "2026-03-10T09:00:00Z", requests: 1 }])
    expect((await ask(house, id, { window: "7d" })).steps).toEqual({
      hour: null,
      day: null,
      week: "The window is shorter than two weeks.",
      month: "The window is shorter than two months.",
    })
    expect((await ask(house, id, { window: "90d" })).steps).toEqual({
      hour: "Too many points: choose a window of at most 31 days.",
      day: null,
      week: "Nothing was counted before this week.",
      month: "Nothing was counted before this month.",
    })
    await fill(house, id, [{ hour: "2026-02-10T09:00:00Z", requests: 1 }])
    expect((await ask(house, id, { window: "90d" })).steps).toMatchObject({ week: null, month: null })
    expect(await ask(house, id, { window: "90d", granularity: "hour" })).toMatchObject({ granularity: "day" })
  }, "2026-03-10T10:30:00Z"))

test("AUT-40 whoever governs it sees the numbers; for all others, and for the neighbour, they do not exist", () =>
  aConnection(async (house, _id, elsewhere) => {
    const shared = await aSourceConnection(house, await usedSource(), { allTeams: true })
    await fill(house, shared, [{ hour: new Date(now().getTime() - (now().getTime() % times.hour)).toISOString(), requests: 7 }])
    for (const who of ["owner", "admin"] as const) expect((await ask(house, shared, {}, who)).totals.requests).toBe(7)
    for (const who of ["editor", "marketer", "noSeat"] as const)
      await expect(usageOf(house.as(who), { connectionId: shared })).rejects.toMatchObject({ code: "not_found" })
    await expect(usageOf(elsewhere.as("owner"), { connectionId: shared })).rejects.toMatchObject({ code: "not_found" })
    await within(house.as("owner"), ({ db }) =>
      db.execute(sql`update connections set owner_id = ${house.people.marketer} where id = ${shared}`),
    )
    expect(await usageOf(house.as("marketer"), { connectionId: shared })).toMatchObject({ totals: { requests: 7 } })
  }))

test("AUT-43 LIM-10 a platform that cannot be counted says so, and gains its numbers by one word of its manifest", () =>
  aConnection(async (house, id) => {
    const { manifestOf } = await import("@/lib/connectors/manifests")
    const ctx = house.as("admin")
    const { capabilities } = manifestOf("duckdb") as { capabilities: { metrics: boolean } }
    await within(ctx, ({ db }) => db.execute(sql`update connections set platform = 'duckdb' where id = ${id}`))
    await fill(house, id, [{ hour: new Date(now().getTime() - (now().getTime() % times.hour)).toISOString(), requests: 5 }])
    expect(await usageOf(ctx, { connectionId: id })).toEqual({ metrics: false })
    capabilities.metrics = true
    try {
      expect(await usageOf(ctx, { connectionId: id })).toMatchObject({ metrics: true, totals: { requests: 5 } })
    } finally {
      capabilities.metrics = false
    }
  }))

test("AUT-40 the dashboard's 24 points come for a whole page at once, in one select, and never from the neighbour", () =>
  aConnection(async (house, id, elsewhere) => {
    const other = await aSourceConnection(house, await usedSource())
    await fill(house, id, [
      { hour: "2026-03-10T10:00:00Z", requests: 5, failures: 2 },
      { hour: "2026-03-09T11:00:00Z", requests: 3 },
      { hour: "2026-03-09T10:00:00Z", requests: 100 },
    ])
    const recent = await within(house.as("admin"), (inside) => recentUsage(inside, [id, other]))
    expect(recent.get(id)).toEqual({ requests: 8, failures: 2, hours: [3, ...Array(22).fill(0), 5] })
    expect(recent.get(other)).toEqual({ requests: 0, failures: 0, hours: Array(24).fill(0) })
    expect((await within(elsewhere.as("admin"), (inside) => recentUsage(inside, [id]))).get(id)).toMatchObject({ requests: 0 })
    expect(await recentUsage(house.as("admin"), [])).toEqual(new Map())
  }, "2026-03-10T10:30:00Z"))

test("AUT-40 the file has the rows of the table, in its order, and what an address may hold breaks nothing", () =>
  aConnection(async (house, id) => {
    await fill(house, id, [{ hour: "2026-03-10T10:00:00Z", requests: 3, failures: 1, latencyMs: 100 }])
    const usage = await ask(house, id, { window: "7d", zone: "Europe/Berlin" })
    const [head, ...rows] = usageCsv(usage).trim().split("\n")
    expect(head).toBe("begins,time zone,requests,failures,average ms,requests before,failures before")
    expect(rows.map((row) => row.split(",")[0])).toEqual(usage.points.map(({ at }) => at))
    expect(rows.at(-1)).toBe("2026-03-09T23:00:00.000Z,Europe/Berlin,3,1,33.3,0,0")
    const odd = { window: "; drop table", granularity: "second", zone: "'; --", from: "x", to: "y" } as never
    expect(await ask(house, id, odd)).toMatchObject({ window: "7d", granularity: "day", zone: "UTC" })
  }, "2026-03-10T10:30:00Z"))

test("LIM-10 only a manifest says whether a platform has metrics, and no driver asks it", async () => {
  const { execSync } = await import("node:child_process")
  const found = (pattern: string, where: string) =>
    execSync(`git grep -lE '${pattern}' -- ${where} || true`).toString().trim().split("\n").filter(Boolean)
  const said = found("capabilities: .*metrics: (true|false)", "app components lib worker")
  expect(said.length).toBeGreaterThan(5)
  expect(said.filter((file) => !file.endsWith("/manifest.ts"))).toEqual([])
  expect(found("capabilities.metrics", "lib/connectors").filter((file) => !file.endsWith(".test.ts"))).toEqual([])
})

test("AUT-40 the demo's ninety days have working hours, weekends and one outage, and come out the same again", () =>
  aConnection(async (house, id) => {
    await fillUsage(house.worker(), [id], now())
    const usage = await ask(house, id, { window: "90d", zone: "Europe/Berlin" })
    const weekdays = (days: number[]) =>
      usage.points.filter(({ at }) => days.includes(new Date(Date.parse(at) + 3 * times.hour).getUTCDay()))
    const average = (points: typeof usage.points) => points.reduce((sum, { requests }) => sum + requests, 0) / points.length
    expect(average(weekdays([1, 2, 3, 4, 5]))).toBeGreaterThan(3 * average(weekdays([0, 6])))
    const dark = usage.points.filter(({ requests, failures }) => failures > requests / 5)
    expect(dark.map(({ at }) => at.slice(0, 10))).toEqual(["2026-03-09"])
    await fillUsage(house.worker(), [id], now())
    expect((await ask(house, id, { window: "90d", zone: "Europe/Berlin" })).totals).toEqual(usage.totals)
  }, "2026-03-10T10:30:00Z"))
