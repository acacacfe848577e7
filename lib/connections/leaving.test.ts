import { eq, sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { audiences, connections, queries, queryRuns } from "@/db/schema"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import { findAudience } from "@/lib/audiences/find"
import { shiftClock } from "@/lib/base/clock"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import type { Act } from "@/lib/impact/model"
import { previewImpact } from "@/lib/impact/preview"
import { closeBoss } from "@/lib/jobs/boss"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { deleteConnection } from "./delete"
import { connectionDetail } from "./detail"
import { disconnectConnection } from "./disconnect"
import { forgetConnection } from "./forget"
import { listConnections } from "./list"
import { refreshConnection } from "./refresh"
import { restoreConnection } from "./restore"
import { claimRun, holdRun, RunLost } from "./run"
import { sweepConnections } from "./sweep"
import { validateConnection } from "./validate"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterEach(() => shiftClock(0))
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

type Who = Parameters<House["as"]>[0]
const filter = { match: "all" as const, conditions: [{ column: "country", op: "is" as const, value: "DE" }] }
const aConnection = (house: House) => aSourceConnection(house, source, { allTeams: true })
const anAudience = (house: House, connectionId: ConnectionId, who: Who = "marketer", name = "Germans") =>
  createAudience(house.as(who), { name, connectionId, schema: "shop", table: "customers", filter })
const tokenOf = async (house: House, who: Who, act: Act) => (await previewImpact(house.as(who), { acts: [act] })).token
const disconnect = async (house: House, connectionId: ConnectionId, who: Who = "admin") =>
  disconnectConnection(house.as(who), { connectionId, token: await tokenOf(house, who, { kind: "disconnect", connectionId }) })
const remove = async (house: House, connectionId: ConnectionId, who: Who = "admin", more: { name?: string; token?: string } = {}) => {
  const { name } = await rowOf(house, connectionId)
  const token = await tokenOf(house, who, { kind: "delete", connectionId })
  return deleteConnection(house.as(who), { connectionId, name, token, ...more })
}
const rowOf = async (house: House, id: ConnectionId) => {
  const [row] = await within(house.as("owner"), ({ db }) => db.select().from(connections).where(eq(connections.id, id)))
  if (!row) throw new Error("no row")
  return row
}
const give = (house: House, id: ConnectionId, who: Who) =>
  within(house.as("owner"), ({ db }) => db.update(connections).set({ ownerId: house.people[who] }).where(eq(connections.id, id)))
const secrets = (house: House, id: ConnectionId) =>
  within(house.worker(), async ({ db }) => [
    ...(await db.execute(sql`select state, sealed = '' as empty from credentials where connection_id = ${id} order by version`)),
  ])
const noticesOf = (house: House, who: Who) =>
  within(house.as(who), async ({ db }) => [
    ...(await db.execute(sql`select tone, title, body from notices where user_id = ${house.people[who]} order by created_at`)),
  ])

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
    expect(await connectionDetail(home.as("admin"), { connectionId })).toMatchObject({
      lifecycle: "disconnected",
      status: "Inactive",
      statusReason: "Disconnected by admin.",
      may: { use: false, restore: true, delete: true },
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

test("ACC-27: restored, it is checked with the secret that was kept and works again; who asked hears what goes on and what cannot", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { id: audienceId } = await anAudience(home, connectionId)
    await anAudience(home, connectionId, "marketer2", "Of one who lost the seat")
    await disconnect(home, connectionId)
    await within(home.as("owner"), ({ db }) =>
      db.execute(sql`update memberships set seat = false where organization_id = ${home.id} and user_id = ${home.people.marketer2}`),
    )
    const { runId, resumes, cannot } = await restoreConnection(home.as("admin"), { connectionId })
    expect({ resumes, cannot }).toEqual({
      resumes: 1,
      cannot: [{ kind: "audience", name: "Of one who lost the seat", why: "marketer2 has no seat then" }],
    })
    expect(await rowOf(home, connectionId)).toMatchObject({ lifecycle: "live", status: "Processing" })
    await validateConnection(home.worker(), { connectionId, runId: runId! })
    expect(await rowOf(home, connectionId)).toMatchObject({
      lifecycle: "live",
      status: "Active",
      disconnectedAt: null,
      disconnectedBy: null,
    })
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toBeNull()
    const [told] = await noticesOf(home, "admin")
    expect(told).toMatchObject({
      tone: "warn",
      title: expect.stringContaining("is restored and works"),
      body: expect.stringContaining("Of one who lost the seat"),
    })
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "conflict" })
  }))

test("ACC-27 ACC-36: an owner restores their own, owner and admin another's; an editor and a neighbour do not", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home)
    await disconnect(home, connectionId)
    await expect(restoreConnection(home.as("editor"), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(restoreConnection(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("disconnected")
    await restoreConnection(home.as("owner"), { connectionId })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("live")
    const own = await aConnection(home)
    await give(home, own, "editor")
    await disconnect(home, own, "editor")
    await restoreConnection(home.as("editor"), { connectionId: own })
    expect((await rowOf(home, own)).lifecycle).toBe("live")
  }))

test("a name that was taken meanwhile asks for a new one", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await disconnect(home, connectionId)
    const { name } = await rowOf(home, connectionId)
    await aSourceConnection(home, source, { name: name.toUpperCase() })
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: [expect.any(String)] },
    })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("disconnected")
    await restoreConnection(home.as("admin"), { connectionId, name: "Another name" })
    expect(await rowOf(home, connectionId)).toMatchObject({ lifecycle: "live", name: "Another name" })
  }))

test("after 30 days the secret is destroyed, and it is too late; a day before it is not", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await disconnect(home, connectionId)
    shiftClock(times.restoreWindow - times.day)
    await sweepConnections(home.worker(), {})
    expect(await secrets(home, connectionId)).toMatchObject([{ state: "current", empty: false }])
    shiftClock(times.restoreWindow + times.hour)
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("too late"),
    })
    await sweepConnections(home.worker(), {})
    expect(await secrets(home, connectionId)).toMatchObject([{ state: "destroyed", empty: true }])
    shiftClock(0)
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "conflict" })
  }))

test("LIF-4 LIF-5 ACC-28 ACC-37: deleting is for owner and admin, on a disconnected row, with its name typed and its effect seen", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home)
    const { id: audienceId } = await anAudience(home, connectionId)
    await give(home, connectionId, "editor")
    await expect(remove(home, connectionId, "owner")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Disconnect it first"),
    })
    await disconnect(home, connectionId, "editor")
    const { may } = await connectionDetail(home.as("editor"), { connectionId })
    expect(may).toMatchObject({ restore: true, delete: false })
    const { name } = await rowOf(home, connectionId)
    await expect(deleteConnection(home.as("editor"), { connectionId, name })).rejects.toMatchObject({ code: "forbidden" })
    await expect(deleteConnection(elsewhere.as("owner"), { connectionId, name })).rejects.toMatchObject({ code: "not_found" })
    await expect(remove(home, connectionId, "owner", { name: "Something else" })).rejects.toMatchObject({ code: "invalid" })
    await expect(remove(home, connectionId, "owner", { token: "made up" })).rejects.toMatchObject({ code: "conflict" })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("disconnected")
    await remove(home, connectionId, "admin")
    await expect(connectionDetail(home.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect(await listConnections(home.as("owner"), {})).toMatchObject({ total: 0 })
    // Nothing that people made is lost (product.md, rule 11).
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toMatchObject({ explanation: "The connection was deleted." })
    await forgetConnection(home.worker(), { connectionId })
    expect(await secrets(home, connectionId)).toMatchObject([{ state: "destroyed", empty: true }])
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toMatchObject({ reason: "not found" })
    await within(home.as("owner"), ({ db }) => db.delete(audiences).where(eq(audiences.id, audienceId)))
    await sweepConnections(home.worker(), {})
    await expect(rowOf(home, connectionId)).rejects.toThrow("no row")
  }))

test("only the clock forgets, and only what is deleted", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await expect(forgetConnection(home.as("owner"), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(forgetConnection(home.worker(), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect(await secrets(home, connectionId)).toMatchObject([{ state: "current", empty: false }])
  }))

test("AUT-33 AUT-34 AUT-35 AUT-37: what is at work on it blocks deletion by name; what has ended or failed does not", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const [organizationId, queryId] = [home.id, newId("qry")]
    await disconnect(home, connectionId)
    const run = { organizationId, queryId, usedConnectionId: connectionId, usedConnectionName: "C", usedSeatOf: home.people.admin }
    await within(home.as("admin"), async ({ db }) => {
      await db.insert(queries).values({
        ...{ organizationId, id: queryId, name: "Weekly spend", connectionOrganizationId: organizationId, connectionId },
        ...{ schema: "shop", table: "customers", columns: ["id"], filter: {}, destination: "Excel", createdBy: home.people.admin },
      })
      await db.insert(queryRuns).values([
        { ...run, state: "failed" },
        { ...run, state: "running" },
      ])
    })
    await expect(remove(home, connectionId)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("query Weekly spend"),
      facts: { blocking: [{ kind: "query", name: "Weekly spend" }] },
    })
    await within(home.as("admin"), ({ db }) => db.update(queryRuns).set({ state: "succeeded" }).where(eq(queryRuns.queryId, queryId)))
    await remove(home, connectionId)
    expect((await rowOf(home, connectionId)).lifecycle).toBe("deleted")
  }))
