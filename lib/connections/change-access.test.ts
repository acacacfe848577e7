import { eq, sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, organizations } from "@/db/schema"
import { within } from "@/lib/access/within"
import { newId, type OrganizationId, type TeamId, type UserId } from "@/lib/base/ids"
import type { AccessChange } from "@/lib/impact/model"
import { previewImpact } from "@/lib/impact/preview"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, pool, world } from "@/test/world"
import { changeAccess } from "./change-access"
import { connectionDetail } from "./detail"
import { editConnection } from "./edit"
import { listUsableConnections } from "./list-usable"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

type Who = Parameters<House["as"]>[0]
type Con = `con_${string}`
const picker = async (house: House, who: Who) => (await listUsableConnections(house.as(who), {})).filter(({ usable }) => usable).length
const aConnection = async (house: House, who: Who = "owner", more: object = {}) =>
  connected(house, house.as(who), await aReadableSource(), more)
const detail = (house: House, connectionId: Con, who: Who = "owner") => connectionDetail(house.as(who), { connectionId })

const everyTeam = { principal: "all teams", principalId: null } as const
const everyClient = { principal: "all clients", principalId: null } as const
const team = (principalId: TeamId) => ({ principal: "team", principalId }) as const
const user = (principalId: UserId) => ({ principal: "user", principalId }) as const
const client = (principalId: OrganizationId) => ({ principal: "client", principalId }) as const
const give = (to: AccessChange["remove"][number], endsAt: string | null = null) => ({ to, endsAt })
/** Says the verb as the screen does: looks at the impact, then sends its token along. */
async function change(house: House, who: Who, connectionId: Con, version: number, wanted: Partial<AccessChange>) {
  const whole = { add: [], remove: [], ...wanted }
  const acts = [{ kind: "access" as const, connectionId, change: whole }]
  const { token } = await previewImpact(house.as(who), { acts })
  return changeAccess(house.as(who), { connectionId, version, change: whole, token })
}
const blindly = (house: House, who: Who, connectionId: Con, version: number, wanted: Partial<AccessChange>) =>
  changeAccess(house.as(who), { connectionId, version, change: { add: [], remove: [], ...wanted } })

test("ACC-2 ACC-3 ACC-5 a team that is deselected loses the connection, and gets it back", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const before = await detail(home, connectionId)
    expect(before.teams.map(({ name, selected, members }) => [name, selected, members])).toEqual([
      ["Business", true, 1],
      ["Consumer", true, 3],
    ])
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 1])
    const narrow = { add: [give(team(home.teams.consumer))], remove: [everyTeam] }
    await expect(blindly(home, "admin", connectionId, before.version, narrow)).rejects.toMatchObject({
      code: "conflict",
      facts: { impact: { teams: [{ name: "Business" }] } },
    })
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 1])
    const { version } = await change(home, "admin", connectionId, before.version, narrow)
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 0])
    expect(await listUsableConnections(home.as("marketer2"), {})).toEqual([])
    expect((await detail(home, connectionId)).sharedWith).toMatchObject({ kind: "some", teams: [{ name: "Consumer" }], people: 0 })
    await blindly(home, "admin", connectionId, version, { add: [give(team(home.teams.business))] })
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 1])
  }))

test("no team at all may be chosen: then only its owner uses it, and it stays shared", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    await change(home, "owner", connectionId, version, { remove: [everyTeam] })
    expect(await detail(home, connectionId)).toMatchObject({ visibility: "shared", sharedWith: { kind: "none" } })
    expect([await picker(home, "marketer"), await picker(home, "admin"), await picker(home, "owner")]).toEqual([0, 0, 1])
  }))

test("two admins who touch different teams both keep their changes; on the same team the second is told", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home, "owner", { access: { kind: "teams", teamIds: [home.teams.consumer] } })
    const { version } = await detail(home, connectionId)
    await change(home, "owner", connectionId, version, { add: [give(team(home.teams.business))] })
    await change(home, "admin", connectionId, version, { remove: [team(home.teams.consumer)] })
    const after = await detail(home, connectionId)
    expect(after.sharedWith).toMatchObject({ kind: "some", teams: [{ name: "Business" }] })
    await expect(change(home, "admin", connectionId, version, { remove: [team(home.teams.business)] })).rejects.toMatchObject({
      code: "conflict",
      facts: { version: after.version, visibility: "shared" },
    })
    await expect(change(home, "admin", connectionId, version, { add: [give(everyTeam)] })).rejects.toMatchObject({ code: "conflict" })
    expect((await detail(home, connectionId)).version).toBe(after.version)
  }))

test("of two who change the visibility and a person at once, the second is told", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    await change(home, "admin", connectionId, version, { visibility: "private" })
    await expect(change(home, "owner", connectionId, version, { add: [give(user(home.people.editor))] })).rejects.toMatchObject({
      code: "conflict",
      facts: { visibility: "private" },
    })
  }))

test("a new name is not in the way of a change of teams", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    await editConnection(home.as("admin"), { connectionId, version, name: "Renamed", description: "" })
    await change(home, "owner", connectionId, version, { add: [give(team(home.teams.consumer))], remove: [everyTeam] })
    expect((await detail(home, connectionId)).name).toBe("Renamed")
  }))

test("ACC-11 ACC-12 ACC-15 ACC-22 ACC-23 ACC-31 ACC-32 shared becomes private by its owner, an owner or an admin; private becomes shared by its owner alone", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home, "editor")
    const { version, visibility } = await detail(home, connectionId)
    expect(visibility).toBe("private")
    const share = { visibility: "shared" as const, add: [give(everyTeam)] }
    for (const who of ["owner", "admin"] as const)
      await expect(blindly(home, who, connectionId, version, share)).rejects.toMatchObject({ code: "forbidden" })
    for (const who of ["editor2", "marketer"] as const)
      await expect(blindly(home, who, connectionId, version, share)).rejects.toMatchObject({ code: "not_found" })
    expect(await detail(home, connectionId)).toMatchObject({ visibility: "private", version })
    const shared = await change(home, "editor", connectionId, version, share)
    expect(await picker(home, "marketer")).toBe(1)
    const hide = { visibility: "private" as const }
    for (const who of ["editor2", "marketer"] as const)
      await expect(blindly(home, who, connectionId, shared.version, hide)).rejects.toMatchObject({ code: "forbidden" })
    for (const who of ["admin", "owner", "editor"] as const) {
      const seen = await detail(home, connectionId)
      const hidden = await change(home, who, connectionId, seen.version, hide)
      expect([await picker(home, "marketer"), await picker(home, "owner"), await picker(home, "editor")]).toEqual([0, 0, 1])
      await change(home, "editor", connectionId, hidden.version, { visibility: "shared" })
      expect(await picker(home, "marketer")).toBe(1)
    }
  }))

test("ACC-43 a person who is named may use it, another may not; an end date takes it back by itself", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    const soon = new Date(Date.now() + 60_000).toISOString()
    const given = await change(home, "owner", connectionId, version, { add: [give(user(home.people.marketer), soon)], remove: [everyTeam] })
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 0])
    expect((await detail(home, connectionId)).grants).toMatchObject([{ principal: "user", name: "marketer", endsAt: expect.any(String) }])
    await expect(
      blindly(home, "owner", connectionId, given.version, { add: [give(user(home.people.marketer2), "2020-01-01T00:00:00Z")] }),
    ).rejects.toMatchObject({ code: "invalid", fields: { endsAt: [expect.any(String)] } })
    await change(home, "owner", connectionId, given.version, { add: [give(user(home.people.marketer))] })
    expect((await detail(home, connectionId)).grants).toMatchObject([{ principal: "user", endsAt: null }])
  }))

test("ACC-45 what a platform does not allow to be shared is not shared, and the refusal says why; it can still be made private", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await within(home.as("owner"), ({ db }) =>
      db.update(connections).set({ platform: "no-longer-known" }).where(eq(connections.id, connectionId)),
    )
    const { version } = await detail(home, connectionId)
    await change(home, "owner", connectionId, version, { remove: [everyTeam] })
    await expect(blindly(home, "owner", connectionId, version + 1, { add: [give(team(home.teams.consumer))] })).rejects.toMatchObject({
      code: "forbidden",
      message: "This platform does not support connection sharing.",
    })
    await change(home, "owner", connectionId, version + 1, { visibility: "private" })
    expect(await detail(home, connectionId)).toMatchObject({ visibility: "private" })
  }))

test("ACC-41 ACC-47 only the owner of an agency's connection shares it with client accounts, and only with the agency's own", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home, "editor", { access: { kind: "all teams" } })
    const { version } = await detail(home, connectionId)
    const lend = { add: [give(everyClient)] }
    await expect(blindly(home, "editor", connectionId, version, lend)).rejects.toMatchObject({ code: "invalid" })
    const asAgency = (who: Who) => ({ ...home.as(who), organization: { ...home.as(who).organization, kind: "agency" as const } })
    const account = newId("org")
    await pool("web").db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.organization_id', ${account}, true)`)
      await tx.insert(organizations).values({ id: account, slug: account.slice(4, 16), name: "Account", kind: "client", parentId: home.id })
    })
    const say = (who: Who, add: AccessChange["add"]) => changeAccess(asAgency(who), { connectionId, version, change: { add, remove: [] } })
    for (const who of ["owner", "admin", "editor2"] as const) await expect(say(who, lend.add)).rejects.toMatchObject({ code: "forbidden" })
    await expect(say("editor", [give(client(elsewhere.id))])).rejects.toMatchObject({ code: "invalid" })
    expect((await detail(home, connectionId)).version).toBe(version)
    await say("editor", [give(client(account))])
    expect((await detail(home, connectionId)).grants).toMatchObject([{ principal: "all teams" }, { principal: "client", name: "Account" }])
  }))

test("a team or person of another organization cannot be granted, and a neighbour's connection does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    for (const to of [team(elsewhere.teams.consumer), user(elsewhere.people.marketer)])
      await expect(blindly(home, "owner", connectionId, version, { add: [give(to)] })).rejects.toMatchObject({ code: "invalid" })
    await expect(blindly(elsewhere, "owner", connectionId, version, { visibility: "private" })).rejects.toMatchObject({ code: "not_found" })
    await expect(editConnection(elsewhere.as("owner"), { connectionId, version, name: "Mine", description: "" })).rejects.toMatchObject({
      code: "not_found",
    })
    expect(await detail(home, connectionId)).toMatchObject({ version, visibility: "shared" })
  }))
