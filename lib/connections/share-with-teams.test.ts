import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/jobs/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { editConnection } from "./edit"
import { listUsableConnections } from "./list-usable"
import { shareWithTeams } from "./share-with-teams"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

type Who = Parameters<House["as"]>[0]
const picker = async (house: House, who: Who) => (await listUsableConnections(house.as(who), {})).filter(({ usable }) => usable).length
const aConnection = async (house: House, who: Who = "owner", more: object = {}) =>
  connected(house, house.as(who), await aReadableSource(), more)
const detail = (house: House, connectionId: `con_${string}`, who: Who = "owner") => connectionDetail(house.as(who), { connectionId })

test("ACC-2 ACC-3 ACC-5 a team that is deselected loses the connection, and gets it back", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const before = await detail(home, connectionId)
    expect(before.teams.map(({ name, selected, members }) => [name, selected, members])).toEqual([
      ["Business", true, 1],
      ["Consumer", true, 3],
    ])
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 1])
    const { version } = await shareWithTeams(home.as("admin"), {
      connectionId,
      version: before.version,
      mode: "teams",
      add: [home.teams.consumer],
    })
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 0])
    expect(await listUsableConnections(home.as("marketer2"), {})).toEqual([])
    expect((await detail(home, connectionId)).sharedWith).toMatchObject({ kind: "some", teams: [{ name: "Consumer" }], people: 0 })
    await shareWithTeams(home.as("admin"), { connectionId, version, mode: "teams", add: [home.teams.business] })
    expect([await picker(home, "marketer"), await picker(home, "marketer2")]).toEqual([1, 1])
  }))

test("no team at all may be chosen: then only its owner uses it, and it stays shared", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    await shareWithTeams(home.as("owner"), { connectionId, version, mode: "none" })
    expect(await detail(home, connectionId)).toMatchObject({ visibility: "shared", sharedWith: { kind: "none" } })
    expect([await picker(home, "marketer"), await picker(home, "admin"), await picker(home, "owner")]).toEqual([0, 0, 1])
  }))

test("without a seat the picker says why, and names the sentence of the refusal", () =>
  world(async ({ home }) => {
    await aConnection(home)
    expect(await listUsableConnections(home.as("noSeat"), {})).toMatchObject([
      { usable: false, reason: "no seat", explanation: expect.stringContaining("seat") },
    ])
  }))

test("AUD-8 what is granted and not Active is greyed with the reason", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    await connected(home, home.as("owner"), { ...source, keys: { ...source.keys, password: "wrong" } })
    expect(await listUsableConnections(home.as("marketer"), {})).toMatchObject([{ usable: false, reason: "not active" }])
  }))

test("two admins who touch different teams both keep their changes; on the same team the second is told", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home, "owner", { access: { kind: "teams", teamIds: [home.teams.consumer] } })
    const { version } = await detail(home, connectionId)
    await shareWithTeams(home.as("owner"), { connectionId, version, mode: "teams", add: [home.teams.business] })
    await shareWithTeams(home.as("admin"), { connectionId, version, mode: "teams", remove: [home.teams.consumer] })
    const after = await detail(home, connectionId)
    expect(after.sharedWith).toMatchObject({ kind: "some", teams: [{ name: "Business" }] })
    const late = shareWithTeams(home.as("admin"), { connectionId, version, mode: "teams", remove: [home.teams.business] })
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      facts: { version: after.version, mode: "teams", teamIds: [home.teams.business] },
    })
    const moded = shareWithTeams(home.as("admin"), { connectionId, version, mode: "all teams" })
    await expect(moded).rejects.toMatchObject({ code: "conflict" })
    expect((await detail(home, connectionId)).version).toBe(after.version)
  }))

test("a new name is not in the way of a change of teams", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    await editConnection(home.as("admin"), { connectionId, version, name: "Renamed", description: "" })
    await shareWithTeams(home.as("owner"), { connectionId, version, mode: "teams", add: [home.teams.consumer] })
    expect((await detail(home, connectionId)).name).toBe("Renamed")
  }))

test("another's private connection is shared by nobody but its owner", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home, "editor")
    const { version, visibility } = await detail(home, connectionId)
    expect(visibility).toBe("private")
    for (const who of ["owner", "admin"] as const)
      await expect(shareWithTeams(home.as(who), { connectionId, version, mode: "all teams" })).rejects.toMatchObject({ code: "forbidden" })
    for (const who of ["editor2", "marketer"] as const)
      await expect(shareWithTeams(home.as(who), { connectionId, version, mode: "all teams" })).rejects.toMatchObject({ code: "not_found" })
    await shareWithTeams(home.as("editor"), { connectionId, version, mode: "all teams" })
    expect(await picker(home, "marketer")).toBe(1)
    await expect(shareWithTeams(home.as("editor2"), { connectionId, version: version + 1, mode: "none" })).rejects.toMatchObject({
      code: "forbidden",
    })
  }))

test("a team of another organization cannot be granted, and a neighbour's connection does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home)
    const { version } = await detail(home, connectionId)
    await expect(
      shareWithTeams(home.as("owner"), { connectionId, version, mode: "teams", add: [elsewhere.teams.consumer] }),
    ).rejects.toMatchObject({ code: "invalid" })
    await expect(shareWithTeams(elsewhere.as("owner"), { connectionId, version, mode: "none" })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(editConnection(elsewhere.as("owner"), { connectionId, version, name: "Mine", description: "" })).rejects.toMatchObject({
      code: "not_found",
    })
  }))

test("CRE-14 ACC-8 whoever may use but not edit a connection sees neither configuration nor credential", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const failed = { kind: "refresh" as const, state: "failed" as const, reason: "There is no database secret_name." }
    await within(home.as("owner"), async ({ db }) => {
      await db.delete(runs).where(eq(runs.connectionId, connectionId))
      await db.insert(runs).values({ organizationId: home.id, connectionId, ...failed })
    })
    expect((await detail(home, connectionId, "owner")).lastRefresh).toMatchObject(failed)
    for (const who of ["editor", "marketer"] as const) {
      const seen = await detail(home, connectionId, who)
      expect(seen.lastRefresh).toMatchObject({ state: "failed", reason: null })
      expect(seen).toMatchObject({ settings: {}, method: "", credential: null, validation: null, grants: [], teams: [] })
      expect(seen.may).toMatchObject({ view: true, edit: false, share: false })
    }
  }))

test("a stale form, a taken name and the wrong role do not edit", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home, "owner", { name: "First" })
    await aConnection(home, "owner", { name: "Second" })
    const { version } = await detail(home, connectionId)
    const edit = (who: Who, more: object) =>
      editConnection(home.as(who), { connectionId, version, name: "First", description: "", ...more })
    await expect(edit("owner", { name: "second" })).rejects.toMatchObject({ code: "conflict", fields: { name: [expect.any(String)] } })
    await expect(edit("editor", { name: "Other" })).rejects.toMatchObject({ code: "forbidden" })
    expect(await edit("owner", { name: "Third" })).toMatchObject({ version: version + 1 })
    await expect(edit("admin", { name: "Fourth" })).rejects.toMatchObject({
      code: "conflict",
      facts: { name: "Third", version: version + 1 },
    })
  }))
