import { chmodSync, cpSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { connections, credentials } from "@/db/schema"
import { within } from "@/lib/access/within"
import { newId } from "@/lib/base/ids"
import { closePools, type House, world } from "@/test/world"
import type { Binding } from "./binding"
import { addKey, createKeyring, dropKey, readKeyring } from "./keys"
import { open } from "./open"
import { referencesTo, resealCredentials } from "./rotate"
import { seal } from "./seal"

// A keyring of its own: this test adds keys and drops them.
const dir = mkdtempSync(join(tmpdir(), "vault-"))
const before = { ...process.env }
beforeAll(async () => {
  await createKeyring(dir)
  Object.assign(process.env, { PATCHBAY_VAULT_PUBLIC: join(dir, "public.json"), PATCHBAY_VAULT_PRIVATE: join(dir, "private.json") })
})
afterAll(async () => {
  Object.assign(process.env, before)
  rmSync(dir, { recursive: true })
  await closePools()
})

const binding: Binding = {
  organizationId: newId("org"),
  connectionId: newId("con"),
  purpose: "credential",
  version: 1,
  platform: "postgres",
  method: "password",
  destination: "postgres://db:5432/shop as reader",
}
const secret = { method: "password", user: "reader", password: "hunter22" }

describe("a sealed secret", () => {
  test("opens for exactly the binding it was sealed for", async () => {
    const { sealed, keyId } = await seal(secret, binding)
    expect(sealed).not.toContain("hunter22")
    expect(keyId).toBe((await readKeyring(join(dir, "public.json"))).active)
    expect(await open(sealed, binding)).toEqual(secret)
  })

  test.each([
    ["another organization", { organizationId: newId("org") }],
    ["another connection", { connectionId: newId("con") }],
    ["another destination", { destination: "postgres://evil:5432/shop as reader" }],
    ["another version", { version: 2 }],
    ["another platform", { platform: "mysql" }],
    ["another method", { method: "key" }],
  ])("does not open for %s", async (_, change) => {
    const { sealed } = await seal(secret, binding)
    await expect(open(sealed, { ...binding, ...change })).rejects.toThrow("belongs to another destination")
  })

  test("does not open with a forged binding or a single flipped bit", async () => {
    const { sealed } = await seal(secret, binding)
    const jwe = JSON.parse(sealed)
    const elsewhere = { ...binding, destination: "postgres://evil:5432/shop as reader" }
    const { sealed: theirs } = await seal(secret, elsewhere)
    await expect(open(JSON.stringify({ ...jwe, aad: JSON.parse(theirs).aad }), elsewhere)).rejects.toThrow("could not be opened")
    for (const part of ["ciphertext", "tag", "encrypted_key", "iv"] as const) {
      const bytes = Buffer.from(jwe[part], "base64url")
      bytes[0]! ^= 1
      await expect(open(JSON.stringify({ ...jwe, [part]: bytes.toString("base64url") }), binding)).rejects.toThrow("could not be opened")
    }
  })

  test("says nothing of its length within 256 bytes", async () => {
    const lengths = await Promise.all(
      ["a", "a".repeat(150)].map(async (password) => JSON.parse((await seal({ password }, binding)).sealed).ciphertext.length),
    )
    expect(lengths[0]).toBe(lengths[1])
  })

  test("cannot be opened by who holds the public keys only", async () => {
    const { sealed } = await seal(secret, binding)
    const lost = join(dir, "lost.json")
    cpSync(join(dir, "public.json"), lost)
    chmodSync(lost, 0o600)
    process.env.PATCHBAY_VAULT_PRIVATE = lost
    const ring = await readKeyring(lost)
    expect(Object.values(ring.keys).every((key) => !("d" in key))).toBe(true)
    process.env.PATCHBAY_VAULT_PRIVATE = join(dir, "private.json")
    expect(statSync(join(dir, "private.json")).mode & 0o077).toBe(0)
    expect(await open(sealed, binding)).toEqual(secret)
  })
})

async function keepSecret(house: House) {
  const id = newId("con")
  const bound = { ...binding, organizationId: house.id, connectionId: id }
  const sealed = await seal(secret, bound)
  await within(house.as("owner"), async ({ db, organizationId }) => {
    await db.insert(connections).values({
      organizationId,
      id,
      platform: "postgres",
      method: "password",
      name: id,
      settings: {},
      destination: bound.destination,
      locator: "l",
      ownerId: house.people.owner,
    })
    await db.insert(credentials).values({
      organizationId,
      connectionId: id,
      version: 1,
      method: "password",
      destination: bound.destination,
      createdBy: house.people.owner,
      ...sealed,
    })
  })
  return bound
}

test("rotation seals everything again under the new key, and only then the old one may go", () =>
  world(async ({ home }) => {
    const old = (await readKeyring(join(dir, "public.json"))).active
    const bound = await Promise.all([keepSecret(home), keepSecret(home)])
    const fresh = await addKey(dir)
    expect(dirname(process.env.PATCHBAY_VAULT_PRIVATE ?? "")).toBe(dir)
    expect([await referencesTo(home.worker(), old), await referencesTo(home.worker(), fresh)]).toEqual([2, 0])
    await expect(dropKey(dir, fresh)).rejects.toThrow("active")
    expect(await resealCredentials(home.worker())).toEqual({ sealed: 2, unopened: 0 })
    expect([await referencesTo(home.worker(), old), await referencesTo(home.worker(), fresh)]).toEqual([0, 2])
    await dropKey(dir, old)
    for (const one of bound) {
      const [row] = await within(home.worker(), ({ db }) =>
        db
          .select()
          .from(credentials)
          .where(and(eq(credentials.organizationId, home.id), eq(credentials.connectionId, one.connectionId))),
      )
      expect(await open(row?.sealed ?? "", one)).toEqual(secret)
    }
    expect(await resealCredentials(home.worker())).toEqual({ sealed: 0, unopened: 0 })
  }))

test("a credential whose row was moved is left alone, and its key stays referred to", () =>
  world(async ({ home }) => {
    const old = (await readKeyring(join(dir, "public.json"))).active
    await keepSecret(home)
    await within(home.worker(), ({ db }) =>
      db.update(credentials).set({ destination: "postgres://evil:5432/x as y" }).where(eq(credentials.organizationId, home.id)),
    )
    await addKey(dir)
    expect(await resealCredentials(home.worker())).toEqual({ sealed: 0, unopened: 1 })
    expect(await referencesTo(home.worker(), old)).toBe(1)
  }))
