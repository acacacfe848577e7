import { afterAll, expect, test } from "vitest"
import { closePools, world } from "@/test/world"
import { createConnection } from "./create"
import { connectionDetail } from "./detail"
import { makeExternalId } from "./external-id"

afterAll(() => closePools())

const bucket = {
  bucket: "shop",
  region: "eu-central-1",
  prefixes: "exports",
  format: "auto",
  delimiter: "auto",
  loose: "each",
  tls: "verify-full",
}
const role = { roleArn: "arn:aws:iam::111122223333:role/patchbay" }
const key = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" }
const wanted = (name: string, externalId?: string, method: "role" | "key" = "role") => ({
  platform: "s3",
  method,
  name,
  settings: { ...bucket, ...(externalId === undefined ? {} : { externalId }) },
  keys: method === "role" ? role : key,
})
const refused = { code: "invalid", fields: { "settings.externalId": [expect.stringContaining("made by Patchbay for each connection")] } }

test("an external id is made here, and a connection keeps the one that its form showed", () =>
  world(async ({ home }) => {
    const [one, other] = [makeExternalId(home.id), makeExternalId(home.id)]
    expect(one).toMatch(/^patchbay-[0-9a-f]{64}$/)
    expect(one).not.toBe(other)
    const { id } = await createConnection(home.as("owner"), wanted("Exports", one))
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).settings.externalId).toBe(one)
    await createConnection(home.as("owner"), wanted("Other", other))
    await createConnection(home.as("owner"), wanted("With a key", undefined, "key"))
  }))

test("nobody chooses one: neither another organization's, nor one of their own making, nor one that is in use, nor none", () =>
  world(async ({ home, elsewhere }) => {
    const theirs = makeExternalId(elsewhere.id)
    await createConnection(elsewhere.as("owner"), wanted("Theirs", theirs))
    for (const id of [theirs, `patchbay-${"ab".repeat(32)}`, undefined])
      await expect(createConnection(home.as("owner"), wanted("Mine", id))).rejects.toMatchObject(refused)
    await expect(createConnection(home.as("owner"), wanted("Mine", "short"))).rejects.toMatchObject({ code: "invalid" })
    const own = makeExternalId(home.id)
    await createConnection(home.as("owner"), wanted("Mine", own))
    await expect(createConnection(home.as("editor"), wanted("Again", own))).rejects.toMatchObject(refused)
    await expect(createConnection(home.as("owner"), wanted("Key", makeExternalId(home.id), "key"))).rejects.toMatchObject(refused)
  }))
