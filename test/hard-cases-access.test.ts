import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, memberships, queries } from "@/db/schema"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import { updateAudience } from "@/lib/audiences/update"
import { carryOver } from "@/lib/connections/carry-over"
import { changeAccess } from "@/lib/connections/change-access"
import { createConnection } from "@/lib/connections/create"
import { disconnectConnection } from "@/lib/connections/disconnect"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { transferConnection } from "@/lib/connections/transfer"
import type { AccessChange } from "@/lib/impact/model"
import { previewImpact } from "@/lib/impact/preview"
import { removeMember } from "@/lib/offboarding/remove"
import { updateMember } from "@/lib/offboarding/update"
import { closeBoss } from "@/lib/queue/boss"
import { replaceConnection } from "@/lib/replacements/replace"
import { listReplacements, undoReplacement } from "@/lib/replacements/undo"
import { createTeam } from "@/lib/teams/create"
import { agencyWorld } from "./agency"
import { flagOf, type Id, lean, ready } from "./lean"
import { change, onWhich, rowOf, tokenOf, type Who } from "./life"
import { allTeams } from "./matrix-rows"
import { aReadableSource, closeSources, wanted } from "./sources"
import { closePools, type House, world } from "./world"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

/** Looked at, then changed. */
async function grantAs(house: House, who: Who, connectionId: Id, change: AccessChange) {
  const token = await tokenOf(house, who, { kind: "access", connectionId, change })
  return changeAccess(house.as(who), { connectionId, version: (await rowOf(house, connectionId)).version, change, token })
}
const nobody: AccessChange = { add: [], remove: [allTeams] }
const privately: AccessChange = { visibility: "private", add: [], remove: [] }
const usable = async (house: House, who: Who) =>
  (await listUsableConnections(house.as(who), {})).filter((one) => one.usable).map(({ id }) => id)

test("LIF-3 hard case 8: replace moves what was chosen in one act, only to what its makers may use, and is undone while both live", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const [from, by] = [await ready(home, source), await ready(home, source)]
    const { audienceId, queryId } = await lean(home, from)
    const moves = [
      { kind: "audience" as const, id: audienceId },
      { kind: "query" as const, id: queryId },
    ]
    const replace = async (connectionId: Id, to: Id) => {
      const token = await tokenOf(home, "admin", { kind: "replace", connectionId, by: to, moves })
      return replaceConnection(home.as("admin"), { connectionId, by: to, moves, token })
    }
    await change(home, by, { visibility: "private" })
    await expect(replace(from, by)).rejects.toMatchObject({ code: "conflict" })
    expect(await onWhich(home)).toEqual([from, from])
    await change(home, by, { visibility: "shared" })
    expect(await replace(from, by)).toMatchObject({ moved: 2 })
    expect(await onWhich(home)).toEqual([by, by])
    const [done] = await listReplacements(home.as("admin"), { connectionId: from })
    await undoReplacement(home.as("admin"), {
      replacementId: done!.id,
      token: await tokenOf(home, "admin", { kind: "replace", connectionId: by, by: from, moves }),
    })
    expect(await onWhich(home)).toEqual([from, from])
  }))

test("ACC-48 hard case 9: a transfer leaves the client account its grant, so that nothing there stops; another's private one stays", () =>
  agencyWorld(async ({ agency, client, other, guest }) => {
    const there = await guest("editor", client, "editor")
    const source = await aReadableSource()
    const [id, hidden] = [await ready(client, source), await ready(client, source, "owner", { access: { kind: "private" } })]
    const { audienceId } = await lean(client, id)
    const { runId } = await transferConnection(there, { connectionId: id })
    await carryOver(client.worker(), { connectionId: id, runId })
    expect(await rowOf(agency, id)).toMatchObject({ organizationId: agency.id, ownerId: agency.people.editor })
    expect(await flagOf(client, audienceId)).toBeNull()
    expect(await usable(client, "marketer")).toEqual([id])
    expect(await usable(other, "owner")).toEqual([])
    await expect(transferConnection(there, { connectionId: hidden })).rejects.toMatchObject({ code: "not_found" })
    expect(await rowOf(client, hidden)).toMatchObject({ organizationId: client.id })
  }))

test("LIF-7 hard case 10: taking access away without having seen its effect, or a token of an effect that has changed, is refused with nothing changed", () =>
  world(async ({ home }) => {
    const connectionId = await ready(home, await aReadableSource())
    await lean(home, connectionId)
    const act = { kind: "disconnect" as const, connectionId }
    const admin = home.as("admin")
    await expect(disconnectConnection(admin, { connectionId })).rejects.toMatchObject({ code: "conflict" })
    const seen = await previewImpact(admin, { acts: [act] })
    expect(seen.counts).toEqual({ audience: 1, query: 1, "data source": 0, job: 0 })
    // Of somebody else's eyes, and of an effect that has grown since.
    await expect(disconnectConnection(home.as("owner"), { connectionId, token: seen.token })).rejects.toMatchObject({ code: "conflict" })
    await lean(home, connectionId, "marketer2")
    const refusal = await disconnectConnection(admin, { connectionId, token: seen.token }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: "conflict", facts: { impact: { counts: { audience: 2, query: 2 } } } })
    expect(await rowOf(home, connectionId)).toMatchObject({ lifecycle: "live", status: "Active" })
  }))

test("ACC-11 hard case 11: withdrawn access deletes nothing: the audience stays, visible, read-only, with the reason", () =>
  world(async ({ home }) => {
    const id = await ready(home, await aReadableSource())
    const { audienceId, queryId } = await lean(home, id)
    await grantAs(home, "owner", id, privately)
    const seen = await findAudience(home.as("marketer"), { audienceId })
    expect(seen).toMatchObject({ name: "Of marketer", flag: { reason: "private" } })
    const { version, name } = seen
    const edit = { audienceId, version, name, connectionId: id, schema: "public", table: "customers", filter: seen.filter }
    await expect(updateAudience(home.as("marketer"), edit)).rejects.toMatchObject({ code: "forbidden" })
    expect(await within(home.as("marketer"), ({ db }) => db.select({ id: queries.id }).from(queries))).toEqual([{ id: queryId }])
  }))

test("hard case 12: no team at all, names by platform, the marketers' switch, the last owner, and what a leaving member owns", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await ready(home, source, "admin", { name: "Taken" })
    await grantAs(home, "admin", id, nobody)
    expect(await rowOf(home, id)).toMatchObject({ visibility: "shared" })
    expect([await usable(home, "admin"), await usable(home, "owner"), await usable(home, "marketer")]).toEqual([[id], [], []])
    await expect(createConnection(home.as("owner"), wanted(source, { name: "TAKEN" }))).rejects.toMatchObject({ code: "conflict" })
    await expect(createConnection(home.as("marketer"), wanted(source))).rejects.toMatchObject({ code: "forbidden" })
    const marketer = home.as("marketer")
    const may = { ...marketer, organization: { ...marketer.organization, marketersMayConnect: true } }
    const made = await createConnection(may, wanted(source))
    expect(await rowOf(home, made.id)).toMatchObject({ ownerId: home.people.marketer, visibility: "private" })
    const { owner, admin } = home.people
    await expect(updateMember(home.as("owner"), { userId: owner, version: 1, role: "admin" })).rejects.toMatchObject({ code: "conflict" })
    await expect(removeMember(home.as("owner"), { userId: owner })).rejects.toMatchObject({ code: "conflict" })
    await expect(removeMember(home.as("owner"), { userId: admin })).rejects.toMatchObject({ code: "conflict" })
    expect(
      await within(home.as("owner"), ({ db }) => db.select({ id: connections.id }).from(connections).where(eq(connections.ownerId, admin))),
    ).toEqual([{ id }])
  }))

test("hard case 13: a deprecated connection is not to be used for anything new, and says so (imports prove that they go on)", () =>
  world(async ({ home }) => {
    const id = await ready(home, await aReadableSource())
    await change(home, id, { status: "Deprecated" })
    expect(await usable(home, "marketer")).toEqual([])
    expect(await listUsableConnections(home.as("marketer"), {})).toMatchObject([{ id, usable: false, reason: "not active" }])
  }))

test("ORG-10 in a team of one sharing succeeds, and gives nobody else anything", () =>
  world(async ({ home }) => {
    const id = await ready(home, await aReadableSource(), "editor2")
    const { id: teamId } = await createTeam(home.as("admin"), { name: "One" })
    const one = await within(home.as("admin"), ({ db }) => db.select().from(memberships).where(eq(memberships.userId, home.people.editor2)))
    await updateMember(home.as("admin"), { userId: home.people.editor2, version: one[0]!.version, addTeams: [teamId] })
    const to = { principal: "team" as const, principalId: teamId }
    await grantAs(home, "editor2", id, { visibility: "shared", add: [{ to, endsAt: null }], remove: [] })
    expect(await rowOf(home, id)).toMatchObject({ visibility: "shared" })
    const others = (Object.keys(home.people) as Who[]).filter((who) => who !== "editor2")
    for (const who of others) expect(await usable(home, who), who).toEqual([])
    expect(await usable(home, "editor2")).toEqual([id])
  }))
