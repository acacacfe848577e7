import fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { audiences, connections, grants } from "@/db/schema"
import type { Grant } from "@/lib/access/decide"
import { within } from "@/lib/access/within"
import { type ConnectionId, newId, type TeamId } from "@/lib/base/ids"
import { closePools, type House, world } from "@/test/world"
import { accessAfter, sceneAfter } from "./apply"
import { lossBetween } from "./compare"
import type { AccessChange, Act } from "./model"
import { demandImpact, impactOf } from "./of"
import { previewImpact } from "./preview"
import { sceneOf } from "./scene"

afterAll(() => closePools())

const everybody = { principal: "all teams", principalId: null } as const
const makePrivate = (connectionId: ConnectionId): Act => ({
  kind: "access",
  connectionId,
  change: { visibility: "private", add: [], remove: [] },
})

/** A shared connection of the owner with one audience of each marketer. */
async function furnished(home: House, more: Partial<typeof connections.$inferInsert> = {}) {
  const [organizationId, id] = [home.id, newId("con")]
  const { owner, marketer, marketer2 } = home.people
  await within(home.as("owner"), async ({ db }) => {
    const row = { platform: "postgres", method: "password", name: `C ${id}`, settings: {}, destination: "d", locator: "l", ownerId: owner }
    await db.insert(connections).values({ organizationId, id, ...row, ...more })
    await db.insert(grants).values({ organizationId, connectionId: id, ...everybody, createdBy: owner })
    const on = { organizationId, connectionOrganizationId: organizationId, connectionId: id, schema: "s", table: "t", filter: {} }
    await db.insert(audiences).values([
      { ...on, name: "Consumers", createdBy: marketer, teamId: home.teams.consumer },
      { ...on, name: "Businesses", createdBy: marketer2, teamId: home.teams.business },
    ])
  })
  return id
}

test("making a connection private names the audiences, people and teams that lose it", () =>
  world(async ({ home }) => {
    const id = await furnished(home)
    const impact = await within(home.as("owner"), (ctx) => impactOf(ctx, [makePrivate(id)]))
    expect(impact).toMatchObject({ counts: { audience: 2 }, hidden: 0, empty: false, clients: [] })
    expect(impact.dependents.map(({ name, why }) => [name, why])).toEqual([
      ["Businesses", "its connection becomes private"],
      ["Consumers", "its connection becomes private"],
    ])
    expect(impact.teams.map(({ name }) => name).sort()).toEqual(["Business", "Consumer"])
    // The owner keeps it, and who has no seat could not use it before.
    expect(impact.people.map(({ name }) => name).sort()).toEqual(["admin", "editor", "editor2", "marketer", "marketer2"])
  }))

test("narrowing to one team takes it from the other alone; giving the same by another way takes nothing", () =>
  world(async ({ home }) => {
    const id = await furnished(home)
    const change = (add: AccessChange["add"]): Act => ({ kind: "access", connectionId: id, change: { add, remove: [everybody] } })
    const to = (principalId: TeamId) => ({ to: { principal: "team" as const, principalId }, endsAt: null })
    const one = await within(home.as("owner"), (ctx) => impactOf(ctx, [change([to(home.teams.consumer)])]))
    expect(one.dependents.map(({ name }) => name)).toEqual(["Businesses"])
    const people = Object.values(home.people).map((principalId) => ({ to: { principal: "user" as const, principalId }, endsAt: null }))
    const teams = [to(home.teams.consumer), to(home.teams.business)]
    expect(await within(home.as("owner"), (ctx) => impactOf(ctx, [change([...people, ...teams])]))).toMatchObject({ empty: true })
  }))

test("a viewer who may not see an audience learns only that there is one", () =>
  world(async ({ home }) => {
    const id = await furnished(home, { ownerId: home.people.editor })
    const impact = await previewImpact(home.as("editor"), { acts: [makePrivate(id)] })
    expect(impact.dependents.map(({ name }) => name)).toEqual(["Consumers"])
    expect(impact).toMatchObject({ counts: { audience: 2 }, hidden: 1 })
  }))

test("the token lets exactly the effect that was seen go on, for the one who saw it", () =>
  world(async ({ home }) => {
    const id = await furnished(home)
    const act = makePrivate(id)
    const demand = (who: "owner" | "admin", token?: string) => within(home.as(who), (ctx) => demandImpact(ctx, [act], token))
    const { token } = await within(home.as("owner"), (ctx) => impactOf(ctx, [act]))
    await expect(demand("owner")).rejects.toMatchObject({ code: "conflict", facts: { impact: { token } } })
    await expect(demand("admin", token)).rejects.toMatchObject({ code: "conflict" })
    expect(await demand("owner", token)).toMatchObject({ token })
    await within(home.as("owner"), ({ db, organizationId }) =>
      db.insert(audiences).values({
        organizationId,
        connectionOrganizationId: organizationId,
        connectionId: id,
        schema: "s",
        table: "t",
        filter: {},
        name: "Made meanwhile",
        createdBy: home.people.admin,
      }),
    )
    await expect(demand("owner", token)).rejects.toMatchObject({ code: "conflict", facts: { impact: { counts: { audience: 3 } } } })
  }))

test("disconnecting, deleting, replacing, a member who goes and a team that goes each have their own effect", () =>
  world(async ({ home }) => {
    const [id, by] = [await furnished(home), await furnished(home)]
    const of = (...acts: Act[]) => within(home.as("owner"), (ctx) => impactOf(ctx, acts))
    expect((await of({ kind: "disconnect", connectionId: id })).counts).toMatchObject({ audience: 2 })
    const { dependents } = await within(home.as("owner"), (ctx) => sceneOf(ctx, [makePrivate(id)]))
    const moves = dependents.map(({ kind, id }) => ({ kind, id }))
    expect((await of({ kind: "replace", connectionId: id, by, moves }, { kind: "disconnect", connectionId: id })).counts).toMatchObject({
      audience: 0,
    })
    const gone = await of({ kind: "member", userId: home.people.marketer })
    expect(gone.dependents.map(({ name, why }) => [name, why])).toEqual([
      ["Consumers", "marketer leaves"],
      ["Consumers", "marketer leaves"],
    ])
    const seatless = await of({ kind: "member", userId: home.people.marketer, becomes: { seat: false, leaves: [], joins: [] } })
    expect(seatless.dependents[0]?.why).toBe("marketer has no seat then")
    expect((await of({ kind: "remove team", teamId: home.teams.consumer })).empty).toBe(true)
  }))

test("what was disconnected before still has an effect when it is deleted", () =>
  world(async ({ home }) => {
    const id = await furnished(home, { lifecycle: "disconnected" })
    const impact = await within(home.as("owner"), (ctx) => impactOf(ctx, [{ kind: "delete", connectionId: id }]))
    expect(impact).toMatchObject({ counts: { audience: 2 }, dependents: [{ why: "its connection is deleted" }, {}] })
  }))

test("a preview is for those who may act; a neighbour's connection does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const id = await furnished(home)
    const preview = (house: House, who: "owner" | "editor" | "marketer", act: Act) => previewImpact(house.as(who), { acts: [act] })
    await expect(preview(home, "editor", makePrivate(id))).rejects.toMatchObject({ code: "forbidden" })
    await expect(preview(home, "marketer", { kind: "disconnect", connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(preview(home, "editor", { kind: "member", userId: home.people.marketer })).rejects.toMatchObject({ code: "forbidden" })
    await expect(preview(elsewhere, "owner", makePrivate(id))).rejects.toMatchObject({ code: "not_found" })
  }))

test("whatever is only added takes nothing from anybody; whatever is taken away gives nothing", () =>
  world(async ({ home }) => {
    const id = await furnished(home)
    const scene = await within(home.as("owner"), (ctx) => sceneOf(ctx, [makePrivate(id)]))
    const [users, teams] = [Object.values(home.people), Object.values(home.teams)]
    const principal = fc.oneof(
      fc.constant(everybody),
      fc.constantFrom(...teams).map((principalId) => ({ principal: "team" as const, principalId })),
      fc.constantFrom(...users).map((principalId) => ({ principal: "user" as const, principalId })),
    )
    const given = fc.uniqueArray(principal, { selector: ({ principal, principalId }) => `${principal} ${principalId}` })
    const at = new Date()
    fc.assert(
      fc.property(given, given, (before, more) => {
        const start = sceneAfter(scene, [])
        const link = { ...start.links.get(id)!, grants: before.map((one): Grant => ({ ...one, endsAt: null })) }
        const from = { ...start, links: new Map([[id, link]]) }
        const change = { add: more.map((to) => ({ to, endsAt: null })), remove: [] }
        const wide = { ...from, links: new Map([[id, accessAfter(link, change)]]) }
        const gained = lossBetween(from, wide, at)
        expect([gained.dependents.length, gained.people.size, gained.teams.size]).toEqual([0, 0, 0])
        const back = lossBetween(wide, from, at)
        expect(back.people.has(home.people.owner)).toBe(false)
        for (const userId of back.people.keys()) expect(users).toContain(userId)
      }),
      { numRuns: 200 },
    )
  }))
