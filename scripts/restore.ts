import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import postgres from "postgres"
import type { Manifest } from "./backup"
import { root } from "./build"
import { type DatabaseUrls, provision } from "./provision"
import { loadTable, raiseSequences } from "./tables"
import { databaseIn, withAdmin } from "./with-admin"

/** Brings a backup into an empty database, in the shape it was saved in, and then up to this version. */
export async function restore({ adminUrl, home, folder }: { adminUrl: string; home: string; folder: string }): Promise<DatabaseUrls> {
  const manifest = readManifest(folder)
  const database = databaseIn(adminUrl)
  const migrationsFolder = migrationsUntil(manifest.migration)
  try {
    await provision({ adminUrl, database, home, migrationsFolder })
  } finally {
    rmSync(migrationsFolder, { recursive: true, force: true })
  }
  await loadRows(adminUrl, database, manifest, join(folder, "tables"))
  for (const name of ["keys", "files"]) {
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(home, name), { recursive: true })
  }
  return provision({ adminUrl, database, home })
}

function readManifest(folder: string): Manifest {
  const path = join(folder, "manifest.json")
  if (!existsSync(path)) throw new Error(`${folder} is not a whole backup: it has no manifest.json.`)
  return JSON.parse(readFileSync(path, "utf8"))
}

/** The migrations that the saved rows had been through, no later one. */
function migrationsUntil(last: number) {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-migrations-"))
  cpSync(join(root, "drizzle"), folder, { recursive: true })
  const path = join(folder, "meta", "_journal.json")
  const journal: { entries: { when: number }[] } = JSON.parse(readFileSync(path, "utf8"))
  if (!journal.entries.some(({ when }) => when === last))
    throw new Error("The backup is from a newer Patchbay than this one. Restore it with that version.")
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.filter(({ when }) => when <= last) }))
  return folder
}

async function loadRows(adminUrl: string, database: string, { tables }: Manifest, folder: string) {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const sql = postgres(url.href, { max: 1, onnotice() {} })
  try {
    const [taken] = await sql`select 1 from organizations limit 1`
    if (taken) throw new Error("This Patchbay already holds an organization. Restore into an empty one: set PATCHBAY_HOME to a new folder.")
    await sql.begin(async (whole) => {
      // Rows arrive table by table, so links between them and triggers wait until all are there.
      await whole`set local session_replication_role = replica`
      for (const table of tables) await loadTable(whole, table, folder)
      await raiseSequences(whole)
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

if (import.meta.main) {
  const [given] = process.argv.slice(2)
  if (!given) throw new Error("Name the folder of the backup.")
  await withAdmin(async ({ adminUrl, home }) => {
    await restore({ adminUrl, home, folder: resolve(given) })
    console.log(`Restored into ${home}. Start Patchbay with the same PATCHBAY_HOME, and with PATCHBAY_DEMO=0 if the backup held no demo.`)
  })
}
