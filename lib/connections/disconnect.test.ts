import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, disconnect, give, noticesOf, rowOf } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { disconnectConnection } from "./disconnect"
import { refreshConnection } from "./refresh"
import { claimRun, holdRun, RunLost } from "./run"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

const aConnection = (house: House) => aSourceConnection(house, source, { allTeams: true })

test("ACC-26 LIF-7: an owner disconnects a connection that others lean on, after the effect was shown; all of it stops with that reason", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { id: audienceId } = await anAudience(home, connectionId)
    const { runId } = await refreshConnection(home.as("admin"), { connectionId })
    await expect(disconnectConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({
      code: "conflict",
      facts: { impact: { counts: { audience: 1 } } },
    })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("live")
    await disconnect(home, connectionId)
    const seen = await connectionDetail(home.as("admin"), { connectionId })
    expect(seen.may.use).toBeUndefined()
    expect(seen).toMatchObject({
      lifecycle: "disconnected",
      status: "Inactive",
      statusReason: "Disconnected by admin.",
      may: { restore: true, delete: true },
    })
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toMatchObject({ reason: "disconnected" })
    const runs = await within(home.as("admin"), ({ db }) => db.execute(sql`select state from runs where id = ${runId}`))
    expect(runs).toMatchObject([{ state: "cancelled" }])
    await expect(refreshConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "conflict" })
    await expect(disconnect(home, connectionId)).rejects.toMatchObject({ code: "conflict" })
    expect(await noticesOf(home, "marketer")).toMatchObject([{ tone: "bad", title: expect.stringContaining("cannot be used any more") }])
    expect(await noticesOf(home, "owner")).toMatchObject([{ tone: "warn", title: expect.stringContaining("disconnected by admin") }])
    expect(await noticesOf(home, "admin")).toEqual([])
  }))

test("a worker in the middle of a run loses it to the disconnect and writes nothing", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { runId } = await refreshConnection(home.as("admin"), { connectionId })
    const claim = await claimRun(home.worker(), runId)
    await disconnect(home, connectionId)
    await expect(within(home.worker(), (inside) => holdRun(inside, claim))).rejects.toBeInstanceOf(RunLost)
  }))

test("LIF-1 ACC-26 ACC-35: a member disconnects their own; another's only owner and admin; an editor and a neighbour change nothing", () =>
  world(async ({ home, elsewhere }) => {
    const own = await aConnection(home)
    await give(home, own, "editor")
    await disconnect(home, own, "editor")
    const others = await aConnection(home)
    await expect(disconnectConnection(home.as("editor"), { connectionId: others })).rejects.toMatchObject({ code: "forbidden" })
    await expect(disconnectConnection(home.as("marketer"), { connectionId: others })).rejects.toMatchObject({ code: "forbidden" })
    await expect(disconnectConnection(elsewhere.as("owner"), { connectionId: others })).rejects.toMatchObject({ code: "not_found" })
    expect((await rowOf(home, others)).lifecycle).toBe("live")
    await disconnect(home, others, "owner")
    expect((await rowOf(home, others)).disconnectedBy).toBe(home.people.owner)
  }))
