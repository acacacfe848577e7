import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audit } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { connectionDetail } from "@/lib/connections/detail"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { bulkConnections } from "./apply"
import { matchConnections } from "./match"
import type { BulkDeed } from "./model"
import { previewBulk } from "./preview"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

type Who = Parameters<House["as"]>[0]
/** Two shared by the owner, and the editor's private one. */
async function three(home: House): Promise<ConnectionId[]> {
  const source = await aReadableSource()
  const made: ConnectionId[] = []
  for (const who of ["owner", "owner", "editor"] as const) made.push(await connected(home, home.as(who), source))
  return made
}
async function say(house: House, who: Who, deed: BulkDeed, connectionIds: ConnectionId[], more: object = {}) {
  const wish = { deed, connectionIds, ...more }
  const { impact } = await previewBulk(house.as(who), wish)
  return bulkConnections(house.as(who), { ...wish, token: impact?.token })
}
const seen = (home: House, connectionId: ConnectionId) => connectionDetail(home.as("owner"), { connectionId })

test("making private is previewed once for all rows together, done where it may be, and refused by name where it may not", () =>
  world(async ({ home }) => {
    const ids = await three(home)
    const preview = await previewBulk(home.as("admin"), { deed: "make private", connectionIds: ids })
    expect(preview).toMatchObject({ able: 2, refused: [{ id: ids[2], why: expect.stringMatching(/private already/) }] })
    // Each person is named once, with both connections.
    expect(preview.impact?.people.find(({ name }) => name === "marketer")?.connections.length).toBe(2)
    const blind = bulkConnections(home.as("admin"), { deed: "make private", connectionIds: ids })
    await expect(blind).rejects.toMatchObject({ code: "conflict", facts: { impact: { empty: false } } })
    expect((await seen(home, ids[0]!)).visibility).toBe("shared")
    const { done, refused } = await say(home, "admin", "make private", ids)
    expect([done.map(({ id }) => id).sort(), refused.map(({ id }) => id)]).toEqual([ids.slice(0, 2).sort(), [ids[2]]])
    for (const id of ids) expect((await seen(home, id)).visibility).toBe("private")
    const lines = await within(home.as("owner"), ({ db }) => db.select().from(audit).where(eq(audit.verb, "connection.changeAccess")))
    expect(lines.map(({ subject }) => subject).sort()).toEqual(ids.slice(0, 2).sort())
  }))

test("assigning teams gives them to these teams and no others; another's private connection is left alone with the reason", () =>
  world(async ({ home }) => {
    const ids = await three(home)
    const { done, refused } = await say(home, "owner", "assign", ids, { teamIds: [home.teams.business] })
    expect([done.length, refused.map(({ id }) => id)]).toEqual([2, [ids[2]]])
    expect((await seen(home, ids[1]!)).sharedWith).toMatchObject({ kind: "some", teams: [{ name: "Business" }] })
    expect((await seen(home, ids[2]!)).sharedWith).toEqual({ kind: "private" })
  }))

test("assigning all teams leaves no team named, says so where it is so already, and is not for another's private connection", () =>
  world(async ({ home }) => {
    const ids = await three(home)
    await say(home, "owner", "assign", ids.slice(0, 1), { teamIds: [home.teams.business] })
    const { done, refused } = await say(home, "owner", "assign", ids, { allTeams: true })
    expect(done.map(({ id }) => id)).toEqual(ids.slice(0, 1))
    expect((await seen(home, ids[0]!)).sharedWith).toEqual({ kind: "all teams" })
    const whyNot = new Map(refused.map(({ id, why }) => [id, why]))
    expect([whyNot.get(ids[1]!), whyNot.has(ids[2]!)]).toEqual(["All teams may use this connection already.", true])
    expect((await seen(home, ids[2]!)).sharedWith).toEqual({ kind: "private" })
  }))

test("disconnecting and restoring go row by row by the rules of the single acts", () =>
  world(async ({ home }) => {
    const ids = await three(home)
    expect((await say(home, "owner", "disconnect", ids)).done.length).toBe(3)
    expect((await seen(home, ids[2]!)).lifecycle).toBe("disconnected")
    expect((await say(home, "owner", "disconnect", ids)).refused.map(({ why }) => why)).toEqual(
      ids.map(() => "This connection is disconnected already."),
    )
    expect((await say(home, "owner", "refresh", ids)).done).toEqual([])
    expect((await say(home, "admin", "restore", ids.slice(0, 1))).done.map(({ id }) => id)).toEqual(ids.slice(0, 1))
    expect((await seen(home, ids[0]!)).status).toBe("Processing")
  }))

test("all that match the filter are found for one act; only owners and admins act on many, and a neighbour's are not there", () =>
  world(async ({ home, elsewhere }) => {
    const ids = await three(home)
    expect((await matchConnections(home.as("admin"), {})).ids.sort()).toEqual([...ids].sort())
    expect(await matchConnections(home.as("admin"), { q: "no such name" })).toEqual({ ids: [], total: 0 })
    for (const who of ["editor", "marketer"] as const) {
      await expect(say(home, who, "disconnect", ids)).rejects.toMatchObject({ code: "forbidden" })
      await expect(bulkConnections(home.as(who), { deed: "disconnect", connectionIds: ids })).rejects.toMatchObject({ code: "forbidden" })
      await expect(matchConnections(home.as(who), {})).rejects.toMatchObject({ code: "forbidden" })
    }
    expect(await say(elsewhere, "owner", "disconnect", ids)).toMatchObject({ done: [], refused: [] })
    for (const id of ids) expect((await seen(home, id)).lifecycle).toBe("live")
  }))
