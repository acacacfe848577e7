import { afterAll, expect, test } from "vitest"
import { countAudience } from "@/lib/audiences/count"
import { listAudiences } from "@/lib/audiences/list"
import { createConnection } from "@/lib/connections/create"
import { listConnections } from "@/lib/connections/list"
import { saveDraft } from "@/lib/drafts/save"
import { updateMember } from "@/lib/offboarding/update"
import { listChanges } from "@/lib/schemas/list-changes"
import { createTeam } from "@/lib/teams/create"
import { closePools, world } from "@/test/world"
import { keepable } from "./keepable"

afterAll(closePools)

const invalid = { code: "invalid" }
const condition = { column: "a", op: "is empty" as const, value: "\0" }
const target = { schema: "public", table: "a", filter: { match: "all" as const, conditions: [] } }
const connectionId = `con_${"0".repeat(32)}` as const
const editor = "12345678"

test("text that PostgreSQL cannot keep is refused with the name of its field", () => {
  expect(keepable({ a: ["x", { b: "Grüße 👋" }], c: null, d: 1n })).toBeTruthy()
  expect(() => keepable({ a: [{ b: "x\0" }] })).toThrow(expect.objectContaining({ fields: { "a.0.b": [expect.any(String)] } }))
  expect(() => keepable({ a: { "\ud800": 1 } })).toThrow(expect.objectContaining(invalid))
  expect(() => keepable("\udc00")).toThrow(expect.objectContaining({ fields: { form: [expect.any(String)] } }))
})

test("zero bytes, half characters and numbers without measure are refused, not a fault of ours", () =>
  world(async ({ home }) => {
    const ctx = home.as("owner")
    const connection = {
      platform: "postgres",
      method: "password",
      name: "A",
      settings: { host: "a.test", port: 5432, database: "a" },
      keys: { user: "a", password: "b" },
    }
    await expect(createTeam(ctx, { name: "half \ud800" })).rejects.toMatchObject(invalid)
    await expect(createConnection(ctx, { ...connection, description: "zero \0" })).rejects.toMatchObject(invalid)
    await expect(createConnection(ctx, { ...connection, settings: { ...connection.settings, ca: "\0" } })).rejects.toMatchObject(invalid)
    await expect(saveDraft(ctx, { form: "new-connection", body: { name: "\0" } })).rejects.toMatchObject(invalid)
    await expect(countAudience(ctx, { connectionId, ...target, table: "a\0", editor })).rejects.toMatchObject(invalid)
    await expect(
      countAudience(ctx, { connectionId, ...target, filter: { match: "all", conditions: [condition] }, editor }),
    ).rejects.toMatchObject(invalid)
    await expect(updateMember(ctx, { userId: home.people.editor, version: 2 ** 40 })).rejects.toThrow("Too big")
    await expect(listChanges(ctx, { connectionId, number: 2 ** 40 })).rejects.toMatchObject({ code: "not_found" })
    expect((await listConnections(ctx, { q: "a\0b", source: "\0" })).rows).toEqual([])
    expect((await listAudiences(ctx, { q: "\0" })).rows).toEqual([])
  }))

test("a cursor with a day that does not exist is no cursor", () =>
  world(async ({ home }) => {
    const encode = (text: string) => Buffer.from(text).toString("base64url")
    for (const moment of ["2026-02-30 10:00:00+00", "0000-01-01 10:00:00+00", "2026-01-01 10:00:00+99"]) {
      const after = encode(JSON.stringify([moment, connectionId]))
      expect((await listConnections(home.as("owner"), { sort: "created", after })).rows).toEqual([])
      expect((await listAudiences(home.as("owner"), { after: encode(`${moment}|aud_${"0".repeat(32)}`) })).rows).toEqual([])
    }
  }))
