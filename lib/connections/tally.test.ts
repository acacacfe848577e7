import { and, asc, eq } from "drizzle-orm"
import { afterAll, afterEach, expect, test, vi } from "vitest"
import { usageHours } from "@/db/schema"
import { within } from "@/lib/access/within"
import { now, shiftClock } from "@/lib/base/clock"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { aSource, aSourceConnection } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { dial } from "./dial"
import { findForWorker } from "./find"
import { purge } from "./purge"
import { tally } from "./tally"

afterEach(() => {
  shiftClock(0)
  vi.useRealTimers()
})
afterAll(() => closePools())

const hoursOf = (house: House, id: ConnectionId) =>
  within(house.worker(), ({ db }) =>
    db
      .select({ hour: usageHours.hour, requests: usageHours.requests, failures: usageHours.failures, latencyMs: usageHours.latencyMs })
      .from(usageHours)
      .where(and(eq(usageHours.organizationId, house.id), eq(usageHours.connectionId, id)))
      .orderBy(asc(usageHours.hour)),
  )
const fails = () => Promise.reject(new Error("refused"))
const startOfHour = (at = now()) => new Date(at.getTime() - (at.getTime() % times.hour))

async function aConnection(story: (house: House, id: ConnectionId) => Promise<void>) {
  const source = await aSource()
  await world(async ({ home }) => story(home, await aSourceConnection(home, source)))
  await source.drop()
}

test("AUT-40 a call that uses a connection leaves its requests in the hour, and a second call adds its own", () =>
  aConnection(async (house, id) => {
    const ctx = house.worker()
    const connection = await within(ctx, (inside) => findForWorker(inside, id))
    const call = (text: string) =>
      dial(ctx, { connection, signal: new AbortController().signal, why: "count" }, (session) =>
        session.count({ text, values: [] }, { signal: new AbortController().signal, timeoutMs: 5_000 }),
      )
    expect(await call("select count(*) from shop.customers")).toBe(1001)
    // Reached, signed in, told its time limit, asked.
    const [first] = await hoursOf(house, id)
    expect(first).toMatchObject({ requests: 4, failures: 0 })
    expect(Date.parse(first!.hour)).toBe(startOfHour().getTime())
    await expect(call("select count(*) from shop.secrets")).rejects.toMatchObject({ reason: "permission" })
    expect(await hoursOf(house, id)).toMatchObject([{ requests: 8, failures: 1 }])
  }))

test("AUT-40 each hour has its own sum, by when the request began", () =>
  aConnection(async (house, id) => {
    shiftClock(startOfHour().getTime() + times.hour - 1 - Date.now())
    const counted = tally(house.worker(), id)
    let answer = (_: string) => {}
    const slow = counted.meter(() => new Promise<string>((resolve) => (answer = resolve)))
    shiftClock(2 * times.hour)
    await counted.meter(
      async () => 404,
      (status) => status >= 400,
    )
    await counted.meter(fails).catch(() => {})
    answer("late")
    expect(await slow).toBe("late")
    await counted.close()
    const rows = await hoursOf(house, id)
    expect(rows).toMatchObject([
      { requests: 1, failures: 0 },
      { requests: 2, failures: 2 },
    ])
    expect(Date.parse(rows[1]!.hour) - Date.parse(rows[0]!.hour)).toBeGreaterThanOrEqual(times.hour)
  }))

test("AUT-40 what a long session has asked is kept while it is open, and only once", () =>
  aConnection(async (house, id) => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    const counted = tally(house.worker(), id)
    await counted.meter(async () => "answer")
    expect(await hoursOf(house, id)).toEqual([])
    vi.advanceTimersByTime(times.usageKeptEvery)
    await expect.poll(() => hoursOf(house, id)).toMatchObject([{ requests: 1 }])
    vi.advanceTimersByTime(3 * times.usageKeptEvery)
    await counted.meter(async () => "answer")
    await counted.close()
    expect(await hoursOf(house, id)).toMatchObject([{ requests: 2 }])
  }))

test("AUT-40 a fault of counting is not a fault of the call, and what was counted is not lost", () =>
  aConnection(async (house, id) => {
    const broken = tally(house.worker(), newId("con"))
    expect(await broken.meter(async () => "answer")).toBe("answer")
    await expect(broken.meter(fails)).rejects.toThrow("refused")
    await expect(broken.close()).resolves.toBeUndefined()

    let down = true
    const { db, ...rest } = house.worker()
    const shaky = new Proxy(db, { get: (target, name) => (down && name === "transaction" ? fails : Reflect.get(target, name)) })
    const counted = tally({ ...rest, db: shaky }, id)
    await counted.meter(async () => "answer")
    await counted.close()
    down = false
    await counted.close()
    expect(await hoursOf(house, id)).toMatchObject([{ requests: 1 }])
  }))

test("AUT-40 many sessions at once add up, and the other organization can neither read nor write them", () =>
  world(async ({ home, elsewhere }) => {
    const source = await aSource()
    const id = await aSourceConnection(home, source)
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const counted = tally(home.worker(), id)
        await counted.meter(async () => "answer")
        await counted.close()
      }),
    )
    expect(await hoursOf(home, id)).toMatchObject([{ requests: 12 }])
    const theirs = tally(elsewhere.worker(), id)
    await theirs.meter(async () => "answer")
    await theirs.close()
    expect(await within(elsewhere.worker(), ({ db }) => db.select().from(usageHours))).toEqual([])
    expect(await hoursOf(home, id)).toMatchObject([{ requests: 12 }])
    await source.drop()
  }))

test("AUT-40 hours are forgotten after two years, and not before", () =>
  aConnection(async (house, id) => {
    const ctx = house.worker()
    const ago = (days: number) => startOfHour(new Date(now().getTime() - days * times.day)).toISOString()
    await within(ctx, ({ db }) =>
      db.insert(usageHours).values(
        [732, 730].map((days) => ({
          organizationId: house.id,
          connectionId: id,
          hour: ago(days),
          requests: days,
          failures: 0,
          latencyMs: 1,
        })),
      ),
    )
    expect(await within(ctx, purge)).toMatchObject({ hours: 1 })
    expect(await hoursOf(house, id)).toMatchObject([{ requests: 730 }])
  }))
