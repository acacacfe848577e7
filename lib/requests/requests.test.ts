import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, notices } from "@/db/schema"
import { within } from "@/lib/access/within"
import { times } from "@/lib/base/times"
import { connectionDetail } from "@/lib/connections/detail"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { approveRequest } from "./approve"
import { createRequest } from "./create"
import { declineRequest } from "./decline"
import { listRequests } from "./list"
import { listMyRequests } from "./list-mine"
import { withdrawRequest } from "./withdraw"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

type Who = Parameters<House["as"]>[0]
const wish = { wanted: "The web shop's orders", reason: "For the winter campaign" }
const ask = async (house: House, who: Who = "marketer2", more: object = {}) => (await createRequest(house.as(who), { ...wish, ...more })).id
const forConsumers = async (house: House, who: Who = "owner") =>
  connected(house, house.as(who), await aReadableSource(), { access: { kind: "teams", teamIds: [house.teams.consumer] } })
const told = (house: House) =>
  within(house.as("owner"), ({ db }) => db.select({ userId: notices.userId, title: notices.title }).from(notices))
const inDays = (days: number) => new Date(Date.now() + days * times.day).toISOString()

test("owners and admins hear of a request, and an approval grants the connection until the day that was chosen", () =>
  world(async ({ home }) => {
    const connectionId = await forConsumers(home)
    const requestId = await ask(home, "marketer2", { endsAt: inDays(9) })
    expect((await told(home)).map(({ userId }) => userId).sort()).toEqual([home.people.admin, home.people.owner].sort())
    expect(await listRequests(home.as("admin"), {})).toMatchObject([
      { id: requestId, ...wish, state: "pending", person: { name: "marketer2" } },
    ])
    const endsAt = inDays(5)
    await approveRequest(home.as("admin"), { requestId, connectionId, endsAt })
    expect(await listUsableConnections(home.as("marketer2"), {})).toMatchObject([{ id: connectionId, usable: true }])
    expect((await connectionDetail(home.as("owner"), { connectionId })).sharedWith).toMatchObject({ kind: "some", people: 1, endsAt })
    expect(await listMyRequests(home.as("marketer2"), {})).toMatchObject([
      { state: "approved", decidedBy: "admin", granted: { id: connectionId } },
    ])
    expect((await told(home)).filter(({ userId }) => userId === home.people.marketer2)).toMatchObject([{ title: /^You may use Cloud/ }])
    await expect(approveRequest(home.as("owner"), { requestId, connectionId })).rejects.toMatchObject({ code: "conflict" })
  }))

test("a decline keeps its note for the asker, who may not answer, and hears once", () =>
  world(async ({ home }) => {
    const requestId = await ask(home)
    for (const who of ["editor", "marketer2"] as const)
      await expect(declineRequest(home.as(who), { requestId })).rejects.toMatchObject({ code: "forbidden" })
    await declineRequest(home.as("owner"), { requestId, note: "Use the copy of last week." })
    expect(await listMyRequests(home.as("marketer2"), {})).toMatchObject([{ state: "declined", note: "Use the copy of last week." }])
    expect((await told(home)).filter(({ userId }) => userId === home.people.marketer2).length).toBe(1)
    await expect(declineRequest(home.as("owner"), { requestId })).rejects.toMatchObject({ code: "conflict" })
  }))

test("one's own request can be withdrawn, another's does not exist, and others' are listed to owners and admins alone", () =>
  world(async ({ home, elsewhere }) => {
    const requestId = await ask(home)
    for (const who of ["owner", "editor"] as const)
      await expect(withdrawRequest(home.as(who), { requestId })).rejects.toMatchObject({ code: "not_found" })
    await expect(withdrawRequest(elsewhere.as("marketer2"), { requestId })).rejects.toMatchObject({ code: "not_found" })
    await expect(listRequests(home.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
    expect([await listMyRequests(home.as("editor"), {}), await listRequests(elsewhere.as("owner"), {})]).toEqual([[], []])
    await withdrawRequest(home.as("marketer2"), { requestId })
    expect(await listRequests(home.as("owner"), {})).toEqual([])
    expect(await listMyRequests(home.as("marketer2"), {})).toMatchObject([{ state: "withdrawn" }])
  }))

test("a request names no connection that the person does not see, and no day that has passed", () =>
  world(async ({ home, elsewhere }) => {
    const [hidden, theirs] = [await forConsumers(home), await forConsumers(elsewhere)]
    for (const connectionId of [hidden, theirs])
      await expect(ask(home, "marketer2", { connectionId })).rejects.toMatchObject({ code: "not_found" })
    await expect(ask(home, "marketer2", { endsAt: inDays(-1) })).rejects.toMatchObject({
      code: "invalid",
      fields: { endsAt: [expect.any(String)] },
    })
    expect(await listMyRequests(home.as("marketer2"), {})).toEqual([])
    await ask(home, "noSeat", { connectionId: hidden })
    expect(await listMyRequests(home.as("noSeat"), {})).toMatchObject([{ connection: { id: hidden } }])
  }))

test("an approval follows the rules of sharing: nobody approves another's private connection, or a neighbour's, or as an editor", () =>
  world(async ({ home, elsewhere }) => {
    const requestId = await ask(home)
    const connectionId = await forConsumers(home, "editor")
    await expect(approveRequest(home.as("editor"), { requestId, connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(approveRequest(elsewhere.as("owner"), { requestId, connectionId })).rejects.toMatchObject({ code: "not_found" })
    const theirs = await forConsumers(elsewhere)
    await expect(approveRequest(home.as("owner"), { requestId, connectionId: theirs })).rejects.toMatchObject({ code: "not_found" })
    await within(home.as("owner"), ({ db }) =>
      db.update(connections).set({ visibility: "private" }).where(eq(connections.id, connectionId)),
    )
    await expect(approveRequest(home.as("owner"), { requestId, connectionId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("private"),
    })
    expect(await listRequests(home.as("owner"), {})).toMatchObject([{ state: "pending" }])
    expect(await listUsableConnections(home.as("marketer2"), {})).toEqual([])
  }))

test("an approval does not cut short what the person has already", () =>
  world(async ({ home }) => {
    const connectionId = await forConsumers(home)
    for (const endsAt of [null, inDays(3)]) await approveRequest(home.as("owner"), { requestId: await ask(home), connectionId, endsAt })
    expect((await connectionDetail(home.as("owner"), { connectionId })).grants).toMatchObject([
      { principal: "team" },
      { principal: "user", endsAt: null },
    ])
  }))
