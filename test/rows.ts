import { sql } from "drizzle-orm"
import { type House, pool } from "./world"

/** All that this organization has in any table of any schema, but the one sealed column. Row-level security binds the owner too. */
export const rowsOf = ({ id }: House) =>
  pool("owner").db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${id}, true)`)
    const tables = (await tx.execute(sql`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)) as unknown as { name: string }[]
    const found: { table: string; row: string }[] = []
    for (const { name } of tables) {
      const rows = await tx.execute(sql`select (to_jsonb(t) - 'sealed')::text as row from ${sql.raw(name)} t`)
      found.push(...(rows as unknown as { row: string }[]).map(({ row }) => ({ table: name, row })))
    }
    return found
  })
