import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { checkHealth } from "@/lib/connections/check-health"
import { editConnection } from "@/lib/connections/edit"
import { closeBoss } from "@/lib/queue/boss"
import { change, disconnect, give, rowOf } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, world } from "@/test/world"
import { findAuthorization } from "./find"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  shiftClock(0)
  await source?.drop()
  await closeBoss()
  await closePools()
})

test("AUT-10 AUT-11 AUT-12 AUT-13 AUT-14: the summary says provider, method, health, owner and dates, and what the last check saw", () =>
  world(async ({ home }) => {
    const connectionId = await aSourceConnection(home, source, { allTeams: true })
    await give(home, connectionId, "editor")
    shiftClock(25 * 3_600_000)
    await checkHealth(home.worker(), { connectionId })
    shiftClock(0)
    const found = await findAuthorization(home.as("editor"), { connectionId })
    expect(found).toMatchObject({
      platformName: "PostgreSQL",
      methodName: "User and password",
      health: "Healthy",
      owner: { name: "editor" },
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      validation: { kind: "health", state: "succeeded" },
      blocking: [],
    })
    expect(found.validation?.checks.flatMap(({ grants }) => grants).filter(({ held }) => held === true)).not.toEqual([])
  }))

test("AUT-15: a rename moves Last Updated, a daily check does not", () =>
  world(async ({ home }) => {
    const connectionId = await aSourceConnection(home, source, { allTeams: true })
    await within(home.as("owner"), ({ db }) =>
      db.execute(sql`update connections set updated_at = now() - interval '3 days' where id = ${connectionId}`),
    )
    const before = await findAuthorization(home.as("owner"), { connectionId })
    shiftClock(25 * 3_600_000)
    await checkHealth(home.worker(), { connectionId })
    shiftClock(0)
    const checked = await findAuthorization(home.as("owner"), { connectionId })
    expect(checked.checkedAt).not.toBe(before.checkedAt)
    expect(checked.updatedAt).toBe(before.updatedAt)
    await editConnection(home.as("owner"), { connectionId, name: "Renamed", description: "", version: before.version })
    const after = await findAuthorization(home.as("owner"), { connectionId })
    expect(after.name).toBe("Renamed")
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt))
  }))

test("AUT-31 AUT-32: a crafted request cannot change the configuration", () =>
  world(async ({ home }) => {
    const connectionId = await aSourceConnection(home, source)
    const before = await rowOf(home, connectionId)
    const { name, description, version } = before
    for (const more of [{ settings: { host: "elsewhere.test" } }, { method: "token" }, { platform: "mysql" }, { destination: "d" }]) {
      const crafted = { connectionId, name, description, version, ...more } as Parameters<typeof editConnection>[1]
      await expect(editConnection(home.as("admin"), crafted)).rejects.toMatchObject({ name: "ZodError" })
    }
    expect(await rowOf(home, connectionId)).toEqual(before)
  }))

test("whoever sees the row sees its summary, without configuration, credential or reasons; a private one of somebody else does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aSourceConnection(home, source, { teams: [home.teams.consumer] })
    await change(home, connectionId, { health: "Unhealthy", healthReason: "The login shop_reader was refused." })
    expect(await findAuthorization(home.as("marketer"), { connectionId })).toMatchObject({
      health: "Unhealthy",
      healthReason: null,
      methodName: "",
      credential: null,
      validation: null,
      settings: {},
      blocking: [],
    })
    await expect(findAuthorization(home.as("marketer2"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    await change(home, connectionId, { visibility: "private" })
    for (const who of ["editor", "marketer"] as const)
      await expect(findAuthorization(home.as(who), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    await expect(findAuthorization(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    await disconnect(home, connectionId)
    expect(await findAuthorization(home.as("owner"), { connectionId })).toMatchObject({ lifecycle: "disconnected", may: { delete: true } })
  }))
