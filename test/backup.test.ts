import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { newId } from "@/lib/base/ids"
import type { Binding } from "@/lib/vault/binding"
import { backup } from "@/scripts/backup"
import { type Cluster, startCluster } from "@/scripts/cluster"
import { keepKeys } from "@/scripts/keys"
import { provision } from "@/scripts/provision"
import { restore } from "@/scripts/restore"

// Inside the run's own folder: a run that was killed is cleared away with everything in it.
const folder = mkdtempSync(join(process.env.PATCHBAY_HOME ?? tmpdir(), "backup-"))
const binding: Binding = {
  organizationId: newId("org"),
  connectionId: newId("con"),
  purpose: "credential",
  version: 1,
  platform: "postgres",
  method: "password",
  destination: "postgres://db.example.com:5432/shop",
}
const secret = { password: "correct horse battery staple" }
let here: Cluster
let there: Cluster

beforeAll(async () => {
  const start = (name: string, port: number) => startCluster({ dir: join(folder, name, "pg"), port, throwaway: true })
  ;[here, there] = await Promise.all([start("here", 55_620), start("there", 55_720)])
})
afterAll(async () => {
  await Promise.all([here?.destroy(), there?.destroy()])
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** The vault as a process sees it whose keys lie in this folder. */
async function vaultOf(home: string) {
  vi.stubEnv("PATCHBAY_VAULT_PRIVATE", join(home, "keys", "private.json"))
  vi.stubEnv("PATCHBAY_VAULT_PUBLIC", join(home, "keys", "public.json"))
  vi.resetModules()
  const [{ seal }, { open }] = await Promise.all([import("@/lib/vault/seal"), import("@/lib/vault/open")])
  return { seal, open }
}

test("a backup restored into an empty cluster opens the credentials that it holds", async () => {
  const [from, to] = [join(folder, "here"), join(folder, "there")]
  await provision({ adminUrl: here.url("postgres"), database: "patchbay", home: from })
  await keepKeys(from)
  const { sealed, keyId } = await (await vaultOf(from)).seal(secret, binding)
  await keepOneCredential(here.url("patchbay"), sealed, keyId)

  const saved = join(folder, "saved")
  const { tables } = await backup({ adminUrl: here.url("patchbay"), home: from, folder: saved })
  expect(tables.find(({ table }) => table === "public.credentials")?.rows).toBe(1)

  // Another machine: new passwords, and keys of its own that the backup's replace.
  await keepKeys(to)
  const urls = await restore({ adminUrl: there.url("patchbay"), home: to, folder: saved })

  const worker = postgres(urls.workerUrl, { max: 1 })
  const rows = await worker.begin(async (sql) => {
    await sql`select set_config('app.organization_id', ${binding.organizationId}, true)`
    return sql`select sealed from credentials`
  })
  await worker.end()
  expect(rows).toHaveLength(1)
  expect(await (await vaultOf(to)).open(rows[0]?.sealed, binding)).toEqual(secret)
})

test("a restore never writes over an organization", async () => {
  const attempt = restore({ adminUrl: there.url("patchbay"), home: join(folder, "there"), folder: join(folder, "saved") })
  await expect(attempt).rejects.toThrow("already holds an organization")
})

test("a folder without its manifest is not taken for a backup", async () => {
  const attempt = restore({ adminUrl: there.url("patchbay"), home: join(folder, "there"), folder: join(folder, "here") })
  await expect(attempt).rejects.toThrow("not a whole backup")
})

async function keepOneCredential(url: string, sealed: string, keyId: string) {
  const sql = postgres(url, { max: 1 })
  const { organizationId, connectionId, platform, method, destination } = binding
  const user = newId("usr")
  await sql.begin(async (all) => {
    await all`insert into organizations (id, slug, name) values (${organizationId}, 'saved', 'Saved')`
    await all`insert into users (id, name, email) values (${user}, 'Someone', 'someone@saved.test')`
    await all`insert into connections (organization_id, id, platform, method, name, settings, destination, locator, owner_id)
      values (${organizationId}, ${connectionId}, ${platform}, ${method}, 'Shop', '{}', ${destination}, ${destination}, ${user})`
    await all`insert into credentials (organization_id, id, connection_id, version, method, key_id, sealed, destination, created_by)
      values (${organizationId}, ${newId("cre")}, ${connectionId}, 1, ${method}, ${keyId}, ${sealed}, ${destination}, ${user})`
  })
  await sql.end()
}
