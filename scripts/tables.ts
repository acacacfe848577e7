import { createReadStream, createWriteStream, existsSync } from "node:fs"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { createGunzip, createGzip } from "node:zlib"
import type postgres from "postgres"

export type SavedTable = { table: string; columns: string[]; rows: number }

/** Our own tables and the promises in the queue; pg-boss makes the rest anew. */
export async function tablesToSave(sql: postgres.ISql): Promise<string[]> {
  const found = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where (n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition) or (n.nspname = 'pgboss' and c.relname = 'job')
    order by 1`
  return found.map(({ name }) => name)
}

export async function saveTable(sql: postgres.ISql, table: string, folder: string): Promise<SavedTable> {
  const columns = await columnsOf(sql, table)
  const [counted] = await sql.unsafe(`select count(*)::int as rows from ${table}`)
  const source = await sql.unsafe(`copy (select ${columns.join(", ")} from ${table}) to stdout`).readable()
  await pipeline(source, createGzip(), createWriteStream(join(folder, `${table}.gz`), { mode: 0o600 }))
  return { table, columns, rows: counted?.rows ?? 0 }
}

/** What was saved is the truth: rows that a migration put into a new database give way to it. */
export async function loadTable(sql: postgres.ISql, { table, columns, rows }: SavedTable, folder: string) {
  const file = join(folder, `${table}.gz`)
  if (!existsSync(file)) throw new Error(`The backup has no ${file}.`)
  await sql.unsafe(`delete from ${table}`)
  const target = await sql.unsafe(`copy ${table} (${columns.join(", ")}) from stdin`).writable()
  await pipeline(createReadStream(file), createGunzip(), target)
  const [counted] = await sql.unsafe(`select count(*)::int as rows from ${table}`)
  if (counted?.rows !== rows) throw new Error(`${table}: the backup says ${rows} rows, ${counted?.rows} arrived.`)
}

/** Numbers go on after the highest that was given out. */
export async function raiseSequences(sql: postgres.ISql) {
  const owned = await sql<{ sequence: string; table: string; column: string }[]>`
    select s.oid::regclass::text as sequence, format('%I.%I', n.nspname, t.relname) as table, quote_ident(a.attname) as column
    from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass
    join pg_class t on t.oid = d.refobjid join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and n.nspname = 'public'`
  for (const { sequence, table, column } of owned) {
    await sql.unsafe(`select setval('${sequence}', greatest((select max(${column}) from ${table}), 1))`)
  }
}

async function columnsOf(sql: postgres.ISql, table: string) {
  const found = await sql<{ name: string }[]>`
    select quote_ident(attname) as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
  return found.map(({ name }) => name)
}
