import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, idempotency, memberships } from "@/db/schema"
import { within } from "@/lib/access/within"
import { lookAtLink } from "@/lib/accounts/links"
import type { UserId } from "@/lib/base/ids"
import { removeMember } from "@/lib/offboarding/remove"
import { updateMember } from "@/lib/offboarding/update"
import { closePools, type House, pool, world } from "@/test/world"
import { listKeepers } from "./keepers"
import { listMembers } from "./list"
import { mayGive } from "./model"
import { makeResetLink } from "./reset-link"

afterAll(closePools)

const find = async (house: House, who: keyof House["people"]) => {
  const found = (await listMembers(house.as("owner"), {})).find(({ userId }) => userId === house.people[who])
  if (!found) throw new Error(`${who} is not there`)
  return found
}

const aConnection = (house: House, more: { name: string; ownerId: UserId; lifecycle?: "disconnected" }) =>
  within(house.as("owner"), ({ db }) =>
    db.insert(connections).values({
      organizationId: house.id,
      platform: "postgres",
      method: "password",
      settings: {},
      destination: "postgres://source.test",
      locator: "source.test",
      ...more,
    }),
  )

test("owners and admins see everybody with role, seat and teams", () =>
  world(async ({ home }) => {
    const list = await listMembers(home.as("admin"), {})
    expect(list.map(({ name }) => name)).toEqual(["admin", "editor", "editor2", "marketer", "marketer2", "noSeat", "owner"])
    expect(list.find(({ name }) => name === "noSeat")).toMatchObject({
      role: "marketer",
      seat: false,
      teams: [{ name: "Consumer" }],
      lastSeenAt: null,
    })
    await expect(listMembers(home.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
  }))

test("anybody may know whom to ask, and nobody else's", () =>
  world(async ({ home }) => {
    const keepers = await listKeepers(home.as("marketer"), {})
    expect(keepers.map(({ name, email }) => [name, email])).toEqual([
      ["owner", `owner@${home.slug}.test`],
      ["admin", `admin@${home.slug}.test`],
    ])
  }))

test("role, seat and teams are changed together", () =>
  world(async ({ home }) => {
    const { business, consumer } = home.teams
    const change = {
      userId: home.people.noSeat,
      version: 1,
      role: "editor" as const,
      seat: true,
      addTeams: [business],
      removeTeams: [consumer],
    }
    await updateMember(home.as("admin"), change)
    expect(await find(home, "noSeat")).toMatchObject({ role: "editor", seat: true, version: 2, teams: [{ name: "Business" }] })
    // Consumer was their active team, and they are out of it.
    const [row] = await within(home.as("owner"), ({ db }) =>
      db.select().from(memberships).where(eq(memberships.userId, home.people.noSeat)),
    )
    expect(row).toMatchObject({ activeTeamId: null })
  }))

test("a stale change is refused with what is true now", () =>
  world(async ({ home }) => {
    await updateMember(home.as("owner"), { userId: home.people.editor, version: 1, seat: false })
    await expect(updateMember(home.as("admin"), { userId: home.people.editor, version: 1, role: "admin" })).rejects.toMatchObject({
      code: "conflict",
      facts: { role: "editor", seat: false, version: 2 },
    })
  }))

test("only an owner makes and unmakes owners", () =>
  world(async ({ home }) => {
    const { owner, editor } = home.people
    await expect(updateMember(home.as("admin"), { userId: editor, version: 1, role: "owner" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(updateMember(home.as("admin"), { userId: owner, version: 1, role: "editor" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(removeMember(home.as("admin"), { userId: owner })).rejects.toMatchObject({ code: "forbidden" })
    await updateMember(home.as("owner"), { userId: editor, version: 1, role: "owner" })
    await updateMember(home.as("owner"), { userId: owner, version: 1, role: "admin" })
    expect(await find(home, "owner")).toMatchObject({ role: "admin" })
    expect([mayGive("admin", "owner", "owner"), mayGive("admin", "editor", "admin"), mayGive("owner", "owner", "marketer")]).toEqual([
      false,
      true,
      true,
    ])
  }))

test("the last owner can be neither demoted nor removed", () =>
  world(async ({ home }) => {
    const { owner } = home.people
    await expect(updateMember(home.as("owner"), { userId: owner, version: 1, role: "admin" })).rejects.toMatchObject({ code: "conflict" })
    await expect(removeMember(home.as("owner"), { userId: owner })).rejects.toMatchObject({ code: "conflict" })
  }))

test("two owners who demote each other at once leave one", () =>
  world(async ({ home }) => {
    const { owner, admin } = home.people
    await updateMember(home.as("owner"), { userId: admin, version: 1, role: "owner" })
    const demotions = await Promise.allSettled([
      updateMember(home.as("owner"), { userId: admin, version: 2, role: "editor" }),
      updateMember(home.as("owner"), { userId: owner, version: 1, role: "editor" }),
    ])
    expect(demotions.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    const roles = (await listMembers(home.as("owner"), {})).map(({ role }) => role)
    expect(roles.filter((role) => role === "owner")).toHaveLength(1)
  }))

test("a removed member is gone, with their teams; a neighbour's is not found", () =>
  world(async ({ home, elsewhere }) => {
    await removeMember(home.as("admin"), { userId: home.people.marketer })
    await expect(find(home, "marketer")).rejects.toThrow()
    await expect(removeMember(home.as("owner"), { userId: elsewhere.people.marketer })).rejects.toMatchObject({ code: "not_found" })
    await expect(updateMember(home.as("owner"), { userId: elsewhere.people.marketer, version: 1, seat: false })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(removeMember(home.as("editor"), { userId: home.people.marketer2 })).rejects.toMatchObject({ code: "forbidden" })
    expect(await find(elsewhere, "marketer")).toMatchObject({ role: "marketer" })
  }))

test("who owns connections is not removed before they are settled, and they are named", () =>
  world(async ({ home }) => {
    await aConnection(home, { name: "Warehouse", ownerId: home.people.editor })
    await aConnection(home, { name: "Long gone", ownerId: home.people.editor, lifecycle: "disconnected" })
    await expect(removeMember(home.as("owner"), { userId: home.people.editor })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Warehouse"),
      facts: { connections: [{ name: "Long gone" }, { name: "Warehouse" }] },
    })
  }))

test("a neighbour's team cannot be given", () =>
  world(async ({ home, elsewhere }) => {
    const change = { userId: home.people.editor, version: 1, addTeams: [elsewhere.teams.consumer] }
    await expect(updateMember(home.as("owner"), change)).rejects.toMatchObject({ code: "not_found" })
    expect(await find(home, "editor")).toMatchObject({ version: 1 })
  }))

test("an owner makes a reset link that is kept nowhere, not even under an idempotency key", () =>
  world(async ({ home, elsewhere }) => {
    const ctx = { ...home.as("owner"), idempotencyKey: "once-and-for-all" }
    const { url } = await makeResetLink(ctx, { userId: home.people.editor })
    const token = new URL(url).pathname.split("/").at(-1) ?? ""
    expect(await lookAtLink(pool("web").db, token, "password-reset")).toMatchObject({ userId: home.people.editor })
    expect(await lookAtLink(pool("web").db, token, "sign-in")).toBeUndefined()
    expect(await within(ctx, ({ db }) => db.select().from(idempotency))).toEqual([])
    await expect(makeResetLink(home.as("admin"), { userId: home.people.editor })).rejects.toMatchObject({ code: "forbidden" })
    await expect(makeResetLink(home.as("owner"), { userId: elsewhere.people.editor })).rejects.toMatchObject({ code: "not_found" })
  }))

test("an account that opens another organization too is reset by nobody but its person", () =>
  world(async ({ home, elsewhere }) => {
    const userId = home.people.editor
    await within(elsewhere.as("owner"), ({ db }) =>
      db.insert(memberships).values({ organizationId: elsewhere.id, userId, role: "marketer", seat: true }),
    )
    for (const house of [home, elsewhere])
      await expect(makeResetLink(house.as("owner"), { userId })).rejects.toMatchObject({ code: "conflict" })
    // What was looked at as somebody else is forgotten: the line in the audit log is still the owner's.
    expect(await makeResetLink(home.as("owner"), { userId: home.people.admin })).toMatchObject({ id: home.people.admin })
    expect(await makeResetLink(home.as("owner"), { userId: home.people.owner })).toMatchObject({ id: home.people.owner })
  }))
