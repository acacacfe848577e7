import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { editConnection } from "./edit"
import { recheckConnection } from "./recheck"
import { findTrouble } from "./trouble"
import { validateConnection } from "./validate"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

test("LIM-7 CON-18 VAL-6 what is known of a connection that broke: account, place, last good check, what changed, and its neighbours", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const owner = home.as("owner")
    const connectionId = await connected(home, owner, source, { name: "Broken" })
    await connected(home, owner, source, { name: "Works" })
    await connected(home, owner, { ...source, keys: { ...source.keys, password: "wrong" } }, { name: "Never worked" })
    await source.admin.unsafe(`alter role ${source.keys.user} password 'another'`)
    const { runId } = await recheckConnection(owner, { connectionId })
    await validateConnection(home.worker(), { connectionId, runId })

    const place = `${source.settings.host}:${source.settings.port}`
    const found = await findTrouble(owner, { connectionId })
    expect(found).toMatchObject({ account: source.keys.user, place, changes: [], neighbours: { working: 1, failing: 1 } })
    const [good] = await within(owner, ({ db }) =>
      db.select().from(runs).where(eq(runs.connectionId, connectionId)).orderBy(runs.createdAt),
    )
    expect(Date.parse(found.lastGoodAt ?? "")).toBe(Date.parse(good?.finishedAt ?? "-"))

    const { version } = await connectionDetail(owner, { connectionId })
    await editConnection(home.as("admin"), { connectionId, version, name: "Broken today", description: "" })
    expect((await findTrouble(owner, { connectionId })).changes).toMatchObject([{ verb: "connection.edit", by: "admin" }])
  }))

test("LIM-7 a connection that never worked has no last good check, and another database of the same server is a neighbour", () =>
  world(async ({ home, elsewhere }) => {
    const [mine, theirs] = [await aReadableSource(), await aReadableSource()]
    const connectionId = await connected(home, home.as("owner"), { ...mine, keys: { ...mine.keys, password: "wrong" } })
    await connected(home, home.as("owner"), theirs)
    await connected(elsewhere, elsewhere.as("owner"), theirs)
    expect(await findTrouble(home.as("owner"), { connectionId })).toMatchObject({
      lastGoodAt: null,
      neighbours: { working: 1, failing: 0 },
    })
  }))

test("ACC-8 an editor counts no neighbour that is private to another", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    await connected(home, home.as("owner"), source, { access: { kind: "private" } })
    const connectionId = await connected(home, home.as("editor"), source)
    expect((await findTrouble(home.as("editor"), { connectionId })).neighbours).toEqual({ working: 0, failing: 0 })
    expect((await findTrouble(home.as("owner"), { connectionId })).neighbours).toEqual({ working: 1, failing: 0 })
  }))

test("ACC-8 whoever may not edit it is refused, and for the neighbour there is no such connection", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await connected(home, home.as("owner"), await aReadableSource())
    await expect(findTrouble(home.as("marketer"), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(findTrouble(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
  }))
