import { sql } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { now, shiftClock } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, change, noticesOf, rowOf } from "@/test/life"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { checkHealth } from "./check-health"
import { reauthenticateConnection } from "./reauthenticate"
import { recheckConnection } from "./recheck"
import { sweepConnections } from "./sweep"
import { validateConnection } from "./validate"

afterEach(() => shiftClock(0))
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const check = async (house: House, id: ConnectionId) => {
  await within(house.worker(), ({ db }) => db.execute(sql`update connections set checked_at = '2020-01-01' where id = ${id}`))
  await checkHealth(house.worker(), { connectionId: id })
}
const titles = async (house: House, who: Parameters<House["as"]>[0]) => (await noticesOf(house, who)).map(({ title }) => title)

/** The editor's, shared with everybody, with an audience of the marketer's on it. */
async function furnished(house: House) {
  const source = await aReadableSource()
  const id = await connected(house, house.as("editor"), source, { access: { kind: "all teams" }, name: "Shop" })
  await refreshed(house, house.as("editor"), id)
  await anAudience(house, id, "marketer", "Buyers", { schema: "public" })
  return { id, source }
}

test("a login that stops and works again is told once each: to owner and keepers with the reason, to a marketer in plain words", () =>
  world(async ({ home }) => {
    const { id, source } = await furnished(home)
    await source.admin.unsafe(`alter role ${source.database} password 'changed'`)
    await check(home, id)
    for (const who of ["editor", "owner", "admin"] as const)
      expect(await noticesOf(home, who)).toMatchObject([
        { tone: "bad", title: "Shop is Inactive.", body: expect.stringContaining("credentials were refused") },
      ])
    const [told] = await noticesOf(home, "marketer")
    expect(told).toMatchObject({ tone: "bad", title: "Shop cannot be used now.", path: `connections/${id}` })
    expect(told?.body).not.toContain("credentials were refused")
    expect(await titles(home, "marketer2")).toEqual([])
    const { runId } = await reauthenticateConnection(home.as("editor"), { connectionId: id, keys: { ...source.keys, password: "changed" } })
    await validateConnection(home.worker(), { connectionId: id, runId })
    await check(home, id)
    expect(await titles(home, "owner")).toEqual(["Shop is Inactive.", "Shop works again."])
    expect(await titles(home, "marketer")).toEqual(["Shop cannot be used now.", "Shop can be used again."])
  }))

test("an outage is told to those who can act on it, and its end; nobody else is alarmed, and the status stays", () =>
  world(async ({ home }) => {
    const { id } = await furnished(home)
    const { settings } = await rowOf(home, id)
    await change(home, id, { settings: { ...settings, host: "10.0.0.1" } })
    await check(home, id)
    await check(home, id)
    expect(await rowOf(home, id)).toMatchObject({ status: "Active", health: "Unknown" })
    await change(home, id, { settings })
    await check(home, id)
    expect(await titles(home, "editor")).toEqual(["Shop could not be reached at its last check.", "Shop answers again."])
    expect(await titles(home, "marketer")).toEqual([])
  }))

test("a key that ends is told of 30, 7 and 1 days before, once each, to owner and keepers", () =>
  world(async ({ home }) => {
    const { id } = await furnished(home)
    await change(home, id, { credentialExpiresAt: new Date(now().getTime() + 40 * times.day).toISOString() })
    const seen: number[] = []
    for (const day of [0, 11, 11.5, 34, 34.5, 39.5, 39.6]) {
      shiftClock(day * times.day)
      await sweepConnections(home.worker(), {})
      seen.push((await titles(home, "owner")).length)
    }
    expect(seen).toEqual([0, 1, 1, 2, 2, 3, 3])
    expect(await titles(home, "editor")).toEqual([
      "The key of Shop ends in 29 days.",
      "The key of Shop ends in 6 days.",
      "The key of Shop ends within a day.",
    ])
    expect(await titles(home, "marketer")).toEqual([])
  }))

test("after its day a key is expired at the next check, and a re-check does not bring it back; new credentials do", () =>
  world(async ({ home }) => {
    const { id, source } = await furnished(home)
    const again = await reauthenticateConnection(home.as("editor"), {
      connectionId: id,
      keys: source.keys,
      endsOn: now().toISOString().slice(0, 10),
    })
    await validateConnection(home.worker(), { connectionId: id, runId: again.runId })
    expect((await rowOf(home, id)).status).toBe("Active")
    shiftClock(2 * times.day)
    await check(home, id)
    expect(await rowOf(home, id)).toMatchObject({
      status: "Inactive",
      health: "Unhealthy",
      statusReason: expect.stringContaining("The key expired on"),
    })
    const { runId } = await recheckConnection(home.as("editor"), { connectionId: id })
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await rowOf(home, id)).toMatchObject({ status: "Inactive", statusReason: expect.stringContaining("The key expired on") })
    const fresh = await reauthenticateConnection(home.as("editor"), { connectionId: id, keys: source.keys })
    await validateConnection(home.worker(), { connectionId: id, runId: fresh.runId })
    expect(await rowOf(home, id)).toMatchObject({ status: "Active", credentialExpiresAt: null })
  }))
