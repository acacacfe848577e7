import { and, eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, grants, memberships, teams } from "@/db/schema"
import { within } from "@/lib/access/within"
import { newId } from "@/lib/base/ids"
import { tokenOf } from "@/test/life"
import { closePools, type House, world } from "@/test/world"
import { activateTeam } from "./activate"
import { createTeam } from "./create"
import { listTeams } from "./list"
import { removeTeam } from "./remove"
import { renameTeam } from "./rename"
import { setTeamMembers } from "./set-members"

afterAll(closePools)

const names = async (house: House) => (await listTeams(house.as("owner"), {})).map(({ name }) => name)
const countOf = async (house: House, name: string) =>
  (await listTeams(house.as("owner"), {})).find((team) => team.name === name)?.memberCount

async function aSharedConnection(house: House) {
  const id = newId("con")
  await within(house.as("owner"), async ({ db }) => {
    const open = { platform: "postgres", method: "password", settings: {}, destination: "postgres://source.test", locator: "source.test" }
    await db.insert(connections).values({ organizationId: house.id, id, name: "Warehouse", ownerId: house.people.owner, ...open })
    await db.insert(grants).values({
      organizationId: house.id,
      connectionId: id,
      principal: "team",
      principalId: house.teams.consumer,
      createdBy: house.people.owner,
    })
  })
  return id
}

test("teams are listed with their counts; who is in them and what they may use", () =>
  world(async ({ home }) => {
    const id = await aSharedConnection(home)
    expect(await listTeams(home.as("owner"), {})).toMatchObject([
      { name: "Business", memberCount: 1, connections: [], mine: false },
      { name: "Consumer", memberCount: 3, connections: [{ id, name: "Warehouse" }], mine: false },
    ])
    expect((await listTeams(home.as("marketer"), {})).map(({ name, mine, connections }) => [name, mine, connections])).toEqual([
      ["Business", false, []],
      ["Consumer", true, []],
    ])
  }))

test("a team is made, and its name is taken once whatever the capitals", () =>
  world(async ({ home }) => {
    await createTeam(home.as("admin"), { name: "  Retail  " })
    expect(await names(home)).toEqual(["Business", "Consumer", "Retail"])
    await expect(createTeam(home.as("owner"), { name: "RETAIL" })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: [expect.any(String)] },
    })
    await expect(createTeam(home.as("owner"), { name: "a\u202eb" })).rejects.toMatchObject({ name: "ZodError" })
    await expect(createTeam(home.as("owner"), { name: "x".repeat(10_000) })).rejects.toMatchObject({ name: "ZodError" })
    await expect(createTeam(home.as("editor"), { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" })
  }))

test("a team is renamed on the version that was seen", () =>
  world(async ({ home, elsewhere }) => {
    const { consumer } = home.teams
    await renameTeam(home.as("admin"), { teamId: consumer, version: 1, name: "Consumers" })
    await expect(renameTeam(home.as("owner"), { teamId: consumer, version: 1, name: "People" })).rejects.toMatchObject({
      code: "conflict",
      facts: { name: "Consumers", version: 2 },
    })
    await expect(renameTeam(home.as("owner"), { teamId: consumer, version: 2, name: "business" })).rejects.toMatchObject({
      code: "conflict",
    })
    await expect(renameTeam(home.as("editor"), { teamId: consumer, version: 2, name: "Mine" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(renameTeam(home.as("owner"), { teamId: elsewhere.teams.consumer, version: 1, name: "X" })).rejects.toMatchObject({
      code: "not_found",
    })
  }))

test("two who edit the members of a team at once both keep their changes, and the later is told", () =>
  world(async ({ home }) => {
    const { consumer } = home.teams
    const { editor2, marketer2, marketer } = home.people
    const [first, second] = await Promise.all([
      setTeamMembers(home.as("owner"), { teamId: consumer, version: 1, add: [editor2], remove: [] }),
      setTeamMembers(home.as("admin"), { teamId: consumer, version: 1, add: [marketer2], remove: [marketer] }),
    ])
    expect([first.version, second.version].sort()).toEqual([2, 3])
    expect(await countOf(home, "Consumer")).toBe(4)
    expect(await setTeamMembers(home.as("owner"), { teamId: consumer, version: 1, add: [], remove: [] })).toMatchObject({
      changedMeanwhile: true,
    })
  }))

test("rule 10: who leaves a team is shown to lose what it was granted, and whoever takes them out must have seen it", () =>
  world(async ({ home, elsewhere }) => {
    await aSharedConnection(home)
    const { consumer: teamId } = home.teams
    const { marketer } = home.people
    const input = { teamId, version: 1, remove: [marketer] }
    await expect(setTeamMembers(home.as("admin"), input)).rejects.toMatchObject({
      code: "conflict",
      facts: { impact: { people: [{ id: marketer, connections: ["Warehouse"] }] } },
    })
    await expect(setTeamMembers(home.as("editor"), input)).rejects.toMatchObject({ code: "forbidden" })
    await expect(setTeamMembers(elsewhere.as("admin"), input)).rejects.toMatchObject({ code: "not_found" })
    expect(await countOf(home, "Consumer")).toBe(3)
    const token = await tokenOf(home, "admin", { kind: "member", userId: marketer, becomes: { leaves: [teamId], joins: [] } })
    await setTeamMembers(home.as("admin"), { ...input, token })
    expect(await countOf(home, "Consumer")).toBe(2)
  }))

test("strangers are not added, and a neighbour's team is not found", () =>
  world(async ({ home, elsewhere }) => {
    const { consumer } = home.teams
    await expect(setTeamMembers(home.as("owner"), { teamId: consumer, version: 1, add: [elsewhere.people.editor] })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(
      setTeamMembers(home.as("owner"), { teamId: elsewhere.teams.consumer, version: 1, remove: [elsewhere.people.editor] }),
    ).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(setTeamMembers(home.as("marketer"), { teamId: consumer, version: 1, add: [home.people.marketer2] })).rejects.toMatchObject(
      { code: "forbidden" },
    )
    expect([await countOf(home, "Consumer"), await countOf(elsewhere, "Consumer")]).toEqual([3, 3])
  }))

test("a removed team takes its grants along and is nobody's active team", () =>
  world(async ({ home, elsewhere }) => {
    await aSharedConnection(home)
    const { consumer: teamId } = home.teams
    await expect(removeTeam(home.as("admin"), { teamId })).rejects.toMatchObject({
      code: "conflict",
      facts: { impact: { peopleCount: 2, teams: [{ name: "Consumer" }] } },
    })
    expect(await names(home)).toEqual(["Business", "Consumer"])
    const token = await tokenOf(home, "admin", { kind: "remove team", teamId })
    await removeTeam(home.as("admin"), { teamId, token })
    expect(await names(home)).toEqual(["Business"])
    await within(home.as("owner"), async ({ db }) => {
      expect(await db.select().from(grants)).toEqual([])
      expect(
        await db
          .select()
          .from(memberships)
          .where(and(eq(memberships.organizationId, home.id), eq(memberships.activeTeamId, home.teams.consumer))),
      ).toEqual([])
    })
    await expect(removeTeam(home.as("owner"), { teamId: elsewhere.teams.consumer })).rejects.toMatchObject({ code: "not_found" })
    await expect(removeTeam(home.as("editor"), { teamId: home.teams.business })).rejects.toMatchObject({ code: "forbidden" })
    expect(await names(elsewhere)).toEqual(["Business", "Consumer"])
  }))

test("a grant that is being given while its team is removed goes with it", () =>
  world(async ({ home }) => {
    const connectionId = await aSharedConnection(home)
    const { business } = home.teams
    const [locked, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const giving = within(home.as("owner"), async ({ db }) => {
      await db.select().from(teams).where(eq(teams.id, business)).for("share")
      locked.resolve()
      await finish.promise
      const grant = { organizationId: home.id, connectionId, principal: "team" as const, principalId: business }
      await db.insert(grants).values({ ...grant, createdBy: home.people.owner })
    })
    await locked.promise
    const removing = removeTeam(home.as("admin"), { teamId: business }).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 200))
    finish.resolve()
    await giving
    // It waited, and so it names what was given meanwhile.
    expect(await removing).toMatchObject({ code: "conflict", facts: { impact: { teams: [{ name: "Business" }] } } })
    const token = await tokenOf(home, "admin", { kind: "remove team", teamId: business })
    await removeTeam(home.as("admin"), { teamId: business, token })
    const left = await within(home.as("owner"), ({ db }) => db.select({ id: grants.principalId }).from(grants))
    expect(left).toEqual([{ id: home.teams.consumer }])
  }))

test("a person works in a team of theirs, or in none", () =>
  world(async ({ home, elsewhere }) => {
    await activateTeam(home.as("marketer"), { teamId: null })
    await activateTeam(home.as("marketer"), { teamId: home.teams.consumer })
    await expect(activateTeam(home.as("marketer"), { teamId: home.teams.business })).rejects.toMatchObject({ code: "not_found" })
    await expect(activateTeam(home.as("owner"), { teamId: elsewhere.teams.business })).rejects.toMatchObject({ code: "not_found" })
  }))
