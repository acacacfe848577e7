import type { Column, Table } from "../connector"
import { kindOf } from "./kinds"
import type { Cell, Engine } from "./process"

const perPage = 200

const relations = `
  select schema_name, table_name as name, 'table' as kind, comment, estimated_size from duckdb_tables() where database_name = 'source' and not internal
  union all
  select schema_name, view_name, 'view', comment, null from duckdb_views() where database_name = 'source' and not internal`

/** Every table and view, a page at a time, so that a wide file is never held whole. */
export async function* readTables(engine: Engine): AsyncGenerator<Table[]> {
  const keys = new Set(
    (
      await engine.query(
        "select schema_name, table_name, unnest(constraint_column_names) from duckdb_constraints() where database_name = 'source' and constraint_type = 'PRIMARY KEY'",
      )
    ).map(keyOf),
  )
  // The engine lists every column of the file whenever it is asked for some: it is asked once, and pages are cut from its answer there.
  await engine.prepare([
    `create or replace temp table patchbay_columns as select schema_name, table_name, column_name, data_type, is_nullable, comment, column_index
     from duckdb_columns() where database_name = 'source' and not internal order by schema_name, table_name, column_index`,
  ])
  const all = await engine.query(`${relations} order by 1, 2`)
  for (const [schema, tables] of Map.groupBy(all, ([name]) => String(name)))
    for (let at = 0; at < tables.length; at += perPage) yield await readPage(engine, schema, tables.slice(at, at + perPage), keys)
}

async function readPage(engine: Engine, schema: string, tables: Cell[][], keys: Set<string>): Promise<Table[]> {
  const names = tables.map(([, name]) => String(name))
  const rows = await engine.query(
    `select table_name, column_name, data_type, is_nullable, comment from temp.patchbay_columns
     where schema_name = $1 and table_name between $2 and $3 order by table_name, column_index`,
    [schema, names[0], names.at(-1)],
  )
  const columns = Map.groupBy(rows, ([table]) => String(table))
  return tables.map(([, name, kind, comment, size]) => ({
    schema,
    name: String(name),
    kind: kind === "view" ? "view" : "table",
    readable: true,
    ...(size === null || size === undefined ? {} : { estimatedRows: Number(size) }),
    ...(comment ? { comment: String(comment) } : {}),
    columns: (columns.get(String(name)) ?? []).map(
      ([, column, type, nullable, note]): Column => ({
        name: String(column),
        type: String(type),
        kind: kindOf(String(type)),
        nullable: nullable === true,
        ...(note ? { comment: String(note) } : {}),
        ...(keys.has(keyOf([schema, name ?? "", column ?? ""])) ? { key: true } : {}),
      }),
    ),
  }))
}

const keyOf = (parts: Cell[]) => JSON.stringify(parts.slice(0, 3).map(String))

/** How many tables and columns there are. */
export async function countTables(engine: Engine): Promise<{ tables: number; columns: number }> {
  const [tables] = await engine.query(`select count(*) from (${relations})`)
  const [columns] = await engine.query("select count(*) from duckdb_columns() where database_name = 'source' and not internal")
  return { tables: Number(tables?.[0] ?? 0), columns: Number(columns?.[0] ?? 0) }
}
