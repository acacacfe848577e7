import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import postgres from "postgres"
import { root } from "./build"
import { type SavedTable, saveTable, tablesToSave } from "./tables"
import { withAdmin } from "./with-admin"

export type Manifest = { version: string; made: string; migration: number; tables: SavedTable[] }

/** Everything that a new machine needs: every row as of one moment, the uploaded files, and the keys that open the credentials. */
export async function backup({ adminUrl, home, folder }: { adminUrl: string; home: string; folder: string }): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`${folder} is there already. Name a folder that is not.`)
  const rows = join(folder, "tables")
  mkdirSync(rows, { recursive: true, mode: 0o700 })
  const sql = postgres(adminUrl, { max: 1, onnotice() {} })
  try {
    const saved = await sql.begin("isolation level repeatable read read only", async (moment) => {
      const tables: SavedTable[] = []
      for (const table of await tablesToSave(moment)) tables.push(await saveTable(moment, table, rows))
      const [last] = await moment`select max(created_at)::float8 as migration from drizzle.__drizzle_migrations`
      return { tables, migration: Number(last?.migration) }
    })
    for (const name of ["keys", "files"])
      if (existsSync(join(home, name))) cpSync(join(home, name), join(folder, name), { recursive: true })
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
    const manifest = { version, made: new Date().toISOString(), ...saved }
    // Written last: a folder without it is not a backup.
    writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest, null, 2), { mode: 0o600 })
    return manifest
  } finally {
    await sql.end({ timeout: 5 })
  }
}

if (import.meta.main) {
  const [given] = process.argv.slice(2)
  const folder = resolve(given ?? `patchbay-backup-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}`)
  await withAdmin(async ({ adminUrl, home }) => {
    const { tables } = await backup({ adminUrl, home, folder })
    console.log(`${tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${tables.length} tables are in ${folder}`)
    console.log("The folder keys/ in it opens every stored credential: keep it as safe as the credentials themselves.")
  })
}
