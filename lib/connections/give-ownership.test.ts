import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "@/lib/base/ids"
import { previewImpact } from "@/lib/impact/preview"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, change, noticesOf, rowOf, tokenOf, type Who } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { giveOwnership } from "./give-ownership"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

/** The editor's. */
async function editors(house: House, more: { visibility?: "private" } = {}) {
  const connectionId = await aSourceConnection(house, source, { allTeams: true })
  await change(house, connectionId, { ownerId: house.people.editor, ...more })
  return connectionId
}
const give = async (house: House, who: Who, connectionId: Awaited<ReturnType<typeof editors>>, to: Who) => {
  const userId = house.people[to]
  return giveOwnership(house.as(who), {
    connectionId,
    userId,
    token: await tokenOf(house, who, { kind: "give ownership", connectionId, userId }),
  })
}

test("an admin gives another's connection to a third member; both are told", () =>
  world(async ({ home }) => {
    const connectionId = await editors(home)
    await give(home, "admin", connectionId, "editor2")
    expect((await rowOf(home, connectionId)).ownerId).toBe(home.people.editor2)
    expect(await noticesOf(home, "editor2")).toMatchObject([{ title: expect.stringContaining("is yours now") }])
    expect(await noticesOf(home, "editor")).toMatchObject([{ title: expect.stringContaining("belongs to editor2 now") }])
    await expect(give(home, "admin", connectionId, "editor2")).rejects.toMatchObject({ code: "conflict" })
  }))

test("giving a private connection away takes it from who owned it: the effect is shown first", () =>
  world(async ({ home }) => {
    const connectionId = await editors(home)
    await anAudience(home, connectionId, "editor", "Of the owner")
    await change(home, connectionId, { visibility: "private" })
    const act = { kind: "give ownership" as const, connectionId, userId: home.people.editor2 }
    const impact = await previewImpact(home.as("admin"), { acts: [act] })
    expect(impact.dependents.map(({ name }) => name)).toEqual(["Of the owner"])
    await expect(giveOwnership(home.as("admin"), { connectionId, userId: act.userId })).rejects.toMatchObject({ code: "conflict" })
    expect((await rowOf(home, connectionId)).ownerId).toBe(home.people.editor)
    await give(home, "admin", connectionId, "editor2")
    expect((await rowOf(home, connectionId)).ownerId).toBe(home.people.editor2)
  }))

test("nobody gives their own away, an editor nobody's, a neighbour finds nothing, and who is no member gets nothing", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await editors(home)
    const userId = home.people.editor2
    await expect(giveOwnership(home.as("editor"), { connectionId, userId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(giveOwnership(home.as("marketer"), { connectionId, userId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(giveOwnership(elsewhere.as("owner"), { connectionId, userId })).rejects.toMatchObject({ code: "not_found" })
    await expect(giveOwnership(home.as("admin"), { connectionId, userId: newId("usr") })).rejects.toMatchObject({ code: "not_found" })
    await expect(giveOwnership(home.as("admin"), { connectionId, userId: elsewhere.people.editor })).rejects.toMatchObject({
      code: "not_found",
    })
    const own = await aSourceConnection(home, source)
    await expect(giveOwnership(home.as("admin"), { connectionId: own, userId })).rejects.toMatchObject({ code: "forbidden" })
    expect((await rowOf(home, connectionId)).ownerId).toBe(home.people.editor)
  }))
