import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { audit, memberships, reconnectLinks } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import type { SettlementInput } from "@/lib/members/model"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, change, give, onWhich, rowOf, type Who } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { ownedByMember, previewLeaving } from "./owned"
import { removeMember } from "./remove"
import { updateMember } from "./update"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

const owned = async (house: House, who: Who = "editor") => {
  const id = await aSourceConnection(house, source, { allTeams: true })
  await give(house, id, who)
  return id
}
const settled = async (house: House, settle: SettlementInput[], who: Who = "admin") => {
  const input = { userId: house.people.editor, settle }
  const { token } = await previewLeaving(house.as(who), input)
  return removeMember(house.as(who), { ...input, token })
}
const isMember = async (house: House, who: Who) =>
  (
    await within(house.as("owner"), ({ db }) =>
      db.select({ id: memberships.id }).from(memberships).where(eq(memberships.userId, house.people[who])),
    )
  ).length === 1
const orphans = (house: House) =>
  within(house.as("owner"), ({ db }) =>
    db.execute(sql`select c.name from connections c where c.lifecycle <> 'deleted' and not exists (
      select from memberships m where m.organization_id = c.organization_id and m.user_id = c.owner_id)`),
  )

test("rule 12, ACC-16: given, disconnected and replaced in one step, and nothing is left without an owner", () =>
  world(async ({ home }) => {
    const [given, left, replaced, old] = [await owned(home), await owned(home), await owned(home), await owned(home)]
    await change(home, old, { lifecycle: "disconnected", disconnectedAt: new Date().toISOString() })
    const other = await owned(home, "owner")
    await anAudience(home, replaced)
    const seen = await ownedByMember(home.as("admin"), { userId: home.people.editor })
    expect(seen.connections.map(({ id }) => id).sort()).toEqual([given, left, replaced, old].sort())
    expect(seen.connections.find(({ id }) => id === replaced)?.candidates.map(({ id }) => id)).toContain(other)
    expect(seen.people.map(({ name }) => name)).toEqual(["admin", "editor2", "owner"])
    expect(seen.heir).toBe(home.people.admin)
    await settled(home, [
      { connectionId: given, by: { kind: "give", to: home.people.editor2, reconnect: true } },
      { connectionId: left, by: { kind: "disconnect" } },
      { connectionId: replaced, by: { kind: "replace", with: other } },
      { connectionId: old, by: { kind: "give", to: home.people.owner } },
    ])
    expect(await isMember(home, "editor")).toBe(false)
    expect(await orphans(home)).toEqual([])
    const rows = await Promise.all([given, left, replaced, old].map((id) => rowOf(home, id)))
    const { admin, editor2, owner } = home.people
    expect(rows.map(({ ownerId, lifecycle }) => [ownerId, lifecycle])).toEqual([
      [editor2, "live"],
      [admin, "disconnected"],
      [admin, "disconnected"],
      [owner, "disconnected"],
    ])
    expect(await onWhich(home)).toEqual([other])
    const links = await within(home.as("owner"), ({ db }) => db.select().from(reconnectLinks))
    expect(links).toMatchObject([{ connectionId: given, ownerId: editor2, usedAt: null }])
    const said = await within(home.as("owner"), ({ db }) => db.select({ verb: audit.verb, subject: audit.subject }).from(audit))
    expect(said).toEqual(
      expect.arrayContaining([
        { verb: "connection.giveOwnership", subject: given },
        { verb: "connection.disconnect", subject: left },
        { verb: "connection.replace", subject: replaced },
        { verb: "member.remove", subject: home.people.editor },
      ]),
    )
  }))

test("rule 10, rule 12: what is not named, what was not seen and what cannot be done stops everything, and nothing has changed", () =>
  world(async ({ home }) => {
    const [one, two] = [await owned(home), await owned(home)]
    await anAudience(home, one)
    const userId = home.people.editor
    const removal = (settle: SettlementInput[], token?: string) => removeMember(home.as("admin"), { userId, settle, token })
    const disconnects: SettlementInput[] = [one, two].map((connectionId) => ({ connectionId, by: { kind: "disconnect" } }))
    await expect(removal(disconnects.slice(1))).rejects.toMatchObject({ code: "conflict", facts: { connections: [{ id: one }] } })
    await expect(removal(disconnects)).rejects.toMatchObject({ code: "conflict", facts: { impact: { counts: { audience: 1 } } } })
    const { token } = await previewLeaving(home.as("admin"), { userId, settle: disconnects })
    await anAudience(home, two, "marketer2", "Made meanwhile")
    await expect(removal(disconnects, token)).rejects.toMatchObject({ code: "conflict", facts: { impact: { counts: { audience: 2 } } } })
    const by = (by: SettlementInput["by"]): SettlementInput[] => [{ connectionId: one, by }, disconnects[1]!]
    for (const wrong of [
      by({ kind: "give", to: userId }),
      by({ kind: "give", to: home.people.marketer }),
      by({ kind: "replace", with: two }),
    ])
      await expect(removal(wrong)).rejects.toMatchObject({ code: "invalid" })
    await expect(removal([...disconnects, disconnects[0]!])).rejects.toMatchObject({ code: "conflict" })
    expect(await isMember(home, "editor")).toBe(true)
    for (const id of [one, two]) expect(await rowOf(home, id)).toMatchObject({ ownerId: userId, lifecycle: "live" })
  }))

test("rule 12: only owners and admins settle; another's connection and a neighbour's member are not theirs to settle", () =>
  world(async ({ home, elsewhere }) => {
    const [id, strange] = [await owned(home), await owned(elsewhere, "owner")]
    const userId = home.people.editor
    const giving = (house: House, connectionId: ConnectionId): SettlementInput[] => [
      { connectionId, by: { kind: "give", to: house.people.admin } },
    ]
    for (const verb of [removeMember, previewLeaving]) {
      await expect(verb(home.as("editor2"), { userId, settle: giving(home, id) })).rejects.toMatchObject({ code: "forbidden" })
      await expect(verb(elsewhere.as("owner"), { userId, settle: giving(elsewhere, id) })).rejects.toMatchObject({ code: "not_found" })
      await expect(verb(home.as("admin"), { userId, settle: [...giving(home, id), ...giving(home, strange)] })).rejects.toMatchObject({
        code: "conflict",
      })
    }
    await expect(ownedByMember(home.as("editor"), { userId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(ownedByMember(elsewhere.as("owner"), { userId })).rejects.toMatchObject({ code: "not_found" })
    expect(await rowOf(home, id)).toMatchObject({ ownerId: userId })
    expect(await isMember(home, "editor")).toBe(true)
  }))

test("rule 12: who becomes a marketer has what they own settled first, unless marketers may create connections", () =>
  world(async ({ home }) => {
    const id = await owned(home)
    const { editor: userId, admin } = home.people
    const demotion = { userId, version: 1, role: "marketer" as const }
    await expect(updateMember(home.as("admin"), demotion)).rejects.toMatchObject({ code: "conflict", facts: { connections: [{ id }] } })
    const settle: SettlementInput[] = [{ connectionId: id, by: { kind: "give", to: admin } }]
    const { token } = await previewLeaving(home.as("admin"), { userId, settle, role: "marketer" })
    await updateMember(home.as("admin"), { ...demotion, settle, token })
    expect(await rowOf(home, id)).toMatchObject({ ownerId: admin, lifecycle: "live" })
    const ctx = home.as("admin")
    const open = { ...ctx, organization: { ...ctx.organization, marketersMayConnect: true } }
    const own = await owned(home, "editor2")
    const second = { userId: home.people.editor2, version: 1, role: "marketer" as const }
    await updateMember(open, second)
    expect(await rowOf(home, own)).toMatchObject({ ownerId: second.userId })
  }))

test("ACC-16: a seat is taken only by who has seen what stops with it", () =>
  world(async ({ home }) => {
    const id = await owned(home, "admin")
    await anAudience(home, id)
    const change = { userId: home.people.marketer, version: 1, seat: false }
    const refused = await updateMember(home.as("owner"), change).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: "conflict", facts: { impact: { dependents: [{ why: "marketer has no seat then" }] } } })
    const { token } = (refused as { facts: { impact: { token: string } } }).facts.impact
    await expect(updateMember(home.as("admin"), { ...change, token })).rejects.toMatchObject({ code: "conflict" })
    expect(await updateMember(home.as("owner"), { ...change, token })).toMatchObject({ seat: false, version: 2 })
  }))

test("an owner who leaves by themselves hands on to another owner", () =>
  world(async ({ home }) => {
    const id = await owned(home, "owner")
    await updateMember(home.as("owner"), { userId: home.people.admin, version: 1, role: "owner" })
    const userId = home.people.owner
    const settle: SettlementInput[] = [{ connectionId: id, by: { kind: "disconnect" } }]
    const { token } = await previewLeaving(home.as("owner"), { userId, settle })
    await removeMember(home.as("owner"), { userId, settle, token })
    const [row] = await within(home.as("admin"), ({ db }) => db.execute(sql`select owner_id as owner, lifecycle from connections`))
    expect(row).toEqual({ owner: home.people.admin, lifecycle: "disconnected" })
  }))
