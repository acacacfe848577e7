import "server-only"
import { is } from "drizzle-orm"
import { toSnakeCase } from "drizzle-orm/casing"
import { getTableConfig, PgTable } from "drizzle-orm/pg-core"
import type { Opened } from "@/db/client"
import * as schema from "@/db/schema"
import journal from "@/drizzle/meta/_journal.json"

const newest = Math.max(0, ...journal.entries.map(({ when }) => when))
const columns = Object.values(schema).flatMap((table) => {
  if (!is(table, PgTable)) return []
  const { name, columns } = getTableConfig(table)
  return columns.map((column) => `${name}.${column.keyAsName ? toSnakeCase(column.name) : column.name}`)
})

/** Whether the database lacks something that this version brings. */
export async function migrationIsPending(sql: Opened["sql"]): Promise<boolean> {
  const [right] =
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there, has_schema_privilege('drizzle', 'usage') as enter where exists (select from pg_namespace where nspname = 'drizzle')`
  if (!right?.there) return true
  if (right.enter) {
    const [row] = await sql<{ newest: string | null }[]>`select max(created_at) as newest from drizzle.__drizzle_migrations`
    return Number(row?.newest ?? 0) < newest
  }
  // A role that may not look into the journal can still compare the tables with what the code was written for.
  const there = await sql<{ name: string }[]>`
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`
  const found = new Set(there.map(({ name }) => name))
  return columns.some((name) => !found.has(name))
}
