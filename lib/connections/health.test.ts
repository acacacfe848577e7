import { sql } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import { change, noticesOf, rowOf } from "@/test/life"
import { aReadableSource, aSource, closeSources, connected, wanted } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { checkHealth } from "./check-health"
import { createConnection } from "./create"
import { RunLost } from "./run"
import { healthDue, slotOf } from "./slot"
import { sweepConnections } from "./sweep"
import { validateConnection } from "./validate"

afterEach(() => shiftClock(0))
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const titles = async (house: House, who: "owner" | "admin" | "marketer") => (await noticesOf(house, who)).map(({ title }) => title)
const promised = async (house: House) =>
  (
    (await within(house.worker(), ({ db }) =>
      db.execute(sql`select data->'payload'->>'connectionId' as id, extract(epoch from start_after - created_on)::int as after from pgboss.job
        where name = 'connection.checkHealth' and data->>'organizationId' = ${house.id}`),
    )) as unknown as { id: ConnectionId; after: number }[]
  ).toSorted((a, b) => a.id.localeCompare(b.id))

test("AUT-20 within 24 hours every authorization has its turn, at its own time of day, and its checked-at advances", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const ids = [await connected(home, home.as("owner"), source), await connected(home, home.as("owner"), source)].sort()
    const before = await Promise.all(ids.map((id) => rowOf(home, id)))
    await sweepConnections(home.worker(), {})
    expect(await promised(home)).toEqual([])
    shiftClock(times.day)
    await sweepConnections(home.worker(), {})
    const due = await promised(home)
    expect(due.map(({ id }) => id)).toEqual(ids)
    // Within the hour until the next sweep, and each at its own point of it.
    for (const { id, after } of due) expect(after).toBe(Math.floor(slotOf(id) / 1_000) % 3_000)
    for (const connectionId of ids) await checkHealth(home.worker(), { connectionId })
    for (const [index, id] of ids.entries())
      expect(Date.parse((await rowOf(home, id)).checkedAt ?? "")).toBeGreaterThan(Date.parse(before[index]?.checkedAt ?? ""))
  }))

test("AUT-20 the turns are spread over the day by the id alone, one a day, and a check by hand saves the next one", () => {
  const hours = Array.from({ length: 24 }, () => 0)
  for (let n = 0; n < 24_000; n++) {
    const hour = Math.floor(slotOf(newId("con")) / times.hour)
    hours[hour] = (hours[hour] ?? 0) + 1
  }
  // 1,000 an hour on average; far beyond what chance would do is a failure of the spread.
  expect(Math.min(...hours)).toBeGreaterThan(800)
  expect(Math.max(...hours)).toBeLessThan(1_200)
  for (let n = 0; n < 200; n++) {
    const id = newId("con")
    let checked = Date.now() - times.day
    let turns = 0
    for (let hour = 0; hour <= 24 * 10; hour++) {
      shiftClock(hour * times.hour)
      const at = Date.now() + hour * times.hour
      if (!healthDue(id, new Date(checked).toISOString())) continue
      turns++
      expect(at - checked).toBeLessThanOrEqual(2 * times.day)
      checked = at
    }
    expect(turns).toBeGreaterThanOrEqual(10)
    expect(turns).toBeLessThanOrEqual(11)
    expect(healthDue(id, new Date(checked).toISOString())).toBe(false)
  }
  expect(healthDue(newId("con"), null)).toBe(true)
})

test("AUT-21 AUT-22 AUT-23 new is Unknown, passed is Healthy, refused is Unhealthy and Inactive with what to do, unreachable is Unknown", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const { id, runId } = await createConnection(home.as("owner"), wanted(source))
    expect(await rowOf(home, id)).toMatchObject({ health: "Unknown", checkedAt: null, status: "Processing" })
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await rowOf(home, id)).toMatchObject({ health: "Healthy", status: "Active" })
    const check = async (day: number) => {
      shiftClock(day * times.day + times.hour)
      await checkHealth(home.worker(), { connectionId: id })
      return rowOf(home, id)
    }
    const { settings } = await rowOf(home, id)
    await change(home, id, { settings: { ...settings, host: "10.0.0.1" } })
    expect(await check(2)).toMatchObject({
      health: "Unknown",
      status: "Active",
      healthReason: expect.stringContaining("could not be reached"),
    })
    await change(home, id, { settings })
    await source.admin.unsafe(`alter role ${source.database} password 'another'`)
    expect(await check(4)).toMatchObject({
      health: "Unhealthy",
      status: "Inactive",
      healthReason: expect.stringContaining("Submit new credentials"),
    })
  }))

test("what stopped working is looked at every day with the credential in use, and works again when the source takes it again: told once each", () =>
  world(async ({ home, elsewhere }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source, { name: "Shop" })
    await within(home.worker(), ({ db }) => db.execute(sql`update connections set snapshot = 1 where id = ${id}`))
    const { settings } = await rowOf(home, id)
    const check = async (day: number) => {
      shiftClock(day * times.day + times.hour)
      await sweepConnections(home.worker(), {})
      await checkHealth(home.worker(), { connectionId: id })
      return rowOf(home, id)
    }
    await source.admin.unsafe(`alter role ${source.database} nologin`)
    expect(await check(2)).toMatchObject({ health: "Unhealthy", status: "Inactive" })
    expect(await check(3)).toMatchObject({ health: "Unhealthy", status: "Inactive" })
    await change(home, id, { settings: { ...settings, host: "10.0.0.1" } })
    expect(await check(4)).toMatchObject({ health: "Unknown", status: "Inactive" })
    await change(home, id, { settings })
    expect(await check(5)).toMatchObject({ health: "Unhealthy", status: "Inactive" })
    await source.admin.unsafe(`alter role ${source.database} login`)
    expect(await check(6)).toMatchObject({ health: "Healthy", status: "Active", statusReason: null })
    expect(await check(7)).toMatchObject({ health: "Healthy", status: "Active" })
    const told = ["Shop is Inactive.", "Shop could not be reached at its last check.", "Shop is Unhealthy.", "Shop works again."]
    expect(await titles(home, "owner")).toEqual(told)
    expect(await titles(home, "admin")).toEqual(told)
    expect(await titles(elsewhere, "owner")).toEqual([])
  }))

test("the clock never tries a credential that never passed: the source could lock its account", () =>
  world(async ({ home }) => {
    const { keys, ...source } = await aSource()
    const { id, runId } = await createConnection(home.as("owner"), wanted({ ...source, keys: { ...keys, password: "wrong" } }))
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await rowOf(home, id)).toMatchObject({ health: "Unhealthy", status: "Inactive" })
    shiftClock(3 * times.day)
    await sweepConnections(home.worker(), {})
    expect(await promised(home)).toEqual([])
    await change(home, id, { status: "Deprecated" })
    await expect(checkHealth(home.worker(), { connectionId: id })).rejects.toBeInstanceOf(RunLost)
  }))
