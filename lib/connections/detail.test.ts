import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { editConnection } from "./edit"
import { listUsableConnections } from "./list-usable"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

type Who = Parameters<House["as"]>[0]
const aConnection = async (house: House, who: Who = "owner", more: object = {}) =>
  connected(house, house.as(who), await aReadableSource(), more)
const detail = (house: House, connectionId: `con_${string}`, who: Who = "owner") => connectionDetail(house.as(who), { connectionId })

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
      expect(seen.may).toMatchObject({ view: true })
      expect(seen.may).not.toHaveProperty("edit")
      expect(seen.may).not.toHaveProperty("share")
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
