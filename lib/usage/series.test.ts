import { sql } from "drizzle-orm"
import fc from "fast-check"
import { afterAll, afterEach, expect, test } from "vitest"
import { usageHours } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { aConnection, ask, endUsage, fillAll } from "@/test/usage"
import { pool } from "@/test/world"
import { isZone } from "./model"
import { granularities } from "./states"

afterEach(() => shiftClock(0))
afterAll(endUsage)

test("AUT-41 another window shows other data; a custom one has its first and its last day in it", () =>
  aConnection(async (house, id) => {
    await fillAll(house, id, "2026-03-10T10:00:00Z")
    const lengths = await Promise.all(
      (["24h", "7d", "30d", "90d", "12m"] as const).map(async (window) => [
        window,
        (await ask(house, id, { window, granularity: "day" })).points.length,
      ]),
    )
    expect(lengths).toEqual([
      ["24h", 24],
      ["7d", 7],
      ["30d", 30],
      ["90d", 90],
      ["12m", 344],
    ])
    const some = await ask(house, id, { window: "custom", from: "2026-02-01", to: "2026-02-03", granularity: "day", zone: "Europe/Berlin" })
    expect(some.points.map(({ at }) => at)).toEqual(["2026-01-31T23:00:00.000Z", "2026-02-01T23:00:00.000Z", "2026-02-02T23:00:00.000Z"])
    expect(some.before).toMatchObject({ from: "2026-01-28T23:00:00.000Z", until: "2026-01-31T23:00:00.000Z" })
    for (const wrong of [{ from: "2026-02-03", to: "2026-02-01" }, { from: "2020-01-01", to: "2026-02-01" }, { from: "x" }, {}])
      expect(await ask(house, id, { window: "custom", ...wrong })).toMatchObject({ window: "7d" })
    expect(await ask(house, id, { window: "custom", from: "2027-01-01", to: "2027-01-02" })).toMatchObject({
      totals: { requests: 0 },
      before: { requests: 0 },
    })
  }, "2026-03-10T10:30:00Z"))

test("AUT-42 a day has 23, 24 or 25 hours, a week begins on Monday, and hours of half-hour zones begin at half past", () =>
  aConnection(async (house, id) => {
    await fillAll(house, id, "2026-11-20T00:00:00Z")
    const hours = async (zone: string, day: string) => (await ask(house, id, { window: "custom", from: day, to: day, zone })).points
    expect((await hours("Europe/Berlin", "2026-03-29")).length).toBe(23)
    expect((await hours("Europe/Berlin", "2026-10-25")).length).toBe(25)
    expect((await hours("America/New_York", "2026-11-01")).length).toBe(25)
    expect((await hours("Asia/Kolkata", "2026-03-29"))[0]).toMatchObject({ at: "2026-03-28T19:00:00.000Z" })
    const weeks = await ask(house, id, { window: "30d", granularity: "week", zone: "Europe/Berlin" })
    const begins = weeks.points
      .slice(1)
      .map(({ at }) => new Date(at).toLocaleDateString("en-US", { weekday: "long", hour: "2-digit", timeZone: "Europe/Berlin" }))
    expect(new Set(begins)).toEqual(new Set(["Monday 12 AM"]))
    const months = await ask(house, id, { window: "12m", granularity: "month", zone: "Asia/Kolkata" })
    expect(months.points.map(({ at }) => at.slice(0, 16))).toEqual(
      [
        ...[
          "2025-11-30",
          "2025-12-31",
          "2026-01-31",
          "2026-02-28",
          "2026-03-31",
          "2026-04-30",
          "2026-05-31",
          "2026-06-30",
          "2026-07-31",
          "2026-08-31",
        ],
        ...["2026-09-30", "2026-10-31"],
      ].map((day) => `${day}T18:30`),
    )
  }, "2026-11-18T12:00:00Z"))

test("AUT-42 every zone that may be named is known to PostgreSQL", async () => {
  const zones = [...Intl.supportedValuesOf("timeZone"), "UTC", "Asia/Calcutta", "US/Pacific", "Etc/GMT+5", "America/Argentina/Buenos_Aires"]
  expect(zones.filter((zone) => !isZone(zone))).toEqual([])
  expect(["+05:30", "UTC+5", "EST5EDT", "Nowhere/City", "", "a'b", "../etc"].filter(isZone)).toEqual([])
  for (const zone of zones) await pool("web").db.execute(sql`select now() at time zone ${zone}`)
})

test(
  "AUT-42 whatever the zone and the range, every granularity adds up to the same, and to what was counted",
  () =>
    aConnection(async (house, id) => {
      const until = "2026-11-20T00:00:00Z"
      await fillAll(house, id, until)
      const counted = new Map(
        (await within(house.worker(), ({ db }) => db.select().from(usageHours))).map(({ hour, requests }) => [Date.parse(hour), requests]),
      )
      const between = (from: string, until: string) =>
        [...counted].reduce((sum, [hour, requests]) => (hour >= Date.parse(from) && hour < Date.parse(until) ? sum + requests : sum), 0)
      const zones = [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Cairo",
        "America/Havana",
        "America/Santiago",
        "Asia/Beirut",
        "Pacific/Chatham",
        "Africa/Casablanca",
        "Asia/Tehran",
      ]
      const day = fc.integer({ min: 0, max: 700 }).map((back) => new Date(Date.parse(until) - back * times.day).toISOString().slice(0, 10))
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...zones, ...Intl.supportedValuesOf("timeZone")),
          day,
          fc.integer({ min: 1, max: 31 }),
          async (zone, from, days) => {
            const to = new Date(Date.parse(from) + (days - 1) * times.day).toISOString().slice(0, 10)
            const all = await Promise.all(
              granularities.map((granularity) => ask(house, id, { window: "custom", from, to, zone, granularity })),
            )
            for (const usage of all) {
              expect(usage.totals).toEqual(all[0]!.totals)
              expect(usage.before).toEqual(all[0]!.before)
              expect(usage.totals.requests).toBe(between(usage.from, usage.until))
              expect(usage.before.requests).toBe(between(usage.before.from, usage.before.until))
              expect(usage.points.map(({ at }) => at)).toEqual([...new Set(usage.points.map(({ at }) => at))].toSorted())
            }
          },
        ),
        {
          numRuns: 60,
          examples: [
            ["Europe/Berlin", "2026-03-20", 20],
            ["Australia/Lord_Howe", "2026-04-01", 10],
            ["America/Havana", "2026-10-25", 14],
            ["Asia/Beirut", "2026-03-25", 8],
          ],
        },
      )
      for (const zone of zones) {
        const year = await Promise.all(
          (["day", "week", "month"] as const).map((granularity) => ask(house, id, { window: "12m", granularity, zone })),
        )
        for (const usage of year)
          expect([usage.granularity, usage.totals, usage.before]).toEqual([usage.granularity, year[0]!.totals, year[0]!.before])
        expect(year[0]!.totals.requests).toBe(between(year[0]!.from, year[0]!.until))
      }
    }, "2026-11-19T12:00:00Z"),
  120_000,
)
