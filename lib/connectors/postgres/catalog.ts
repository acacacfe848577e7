import type { Table } from "../connector"
import { kindOf, relationKinds } from "./kinds"
import { columnSum, markJoins, markOf, markParts } from "./marks"
import { inScope, perPage, schemasParameter, sizeOf } from "./scope"
import type { Statements } from "./statements"

const bits = (condition: string) => `string_agg(case when ${condition} then '1' else '0' end, '')`

// One row a table, with its columns folded in the source. They are looked up table by table, in the order in which the catalogue's own index
// keeps them: nothing is sorted and the first page comes at once, so the source goes on while that page is worked on.
const tablesQuery = `
  with rel as (
    select c.oid, c.xmin as written, n.nspname, c.relname, c.relkind, c.reltuples,
           pg_catalog.has_schema_privilege(n.oid, 'USAGE') as enter,
           pg_catalog.has_table_privilege(c.oid, 'SELECT') as whole,
           d.description
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
    where ${inScope} and ($2::text is null or (n.nspname, c.relname) in (
      select * from pg_catalog.json_to_recordset($2::text::json) as wanted (schema name, name name)))
  ), notes as (
    select d.objoid, json_object_agg(d.objsubid, d.description) as comments
    from pg_description d where d.classoid = 'pg_class'::regclass and d.objsubid > 0 and d.objoid in (select oid from rel) group by d.objoid
  ), ${markParts}
  select rel.nspname, rel.relname, rel.relkind::text, rel.enter, rel.whole, cols.some, rel.reltuples, rel.description,
         cols.names, cols.types, cols.filled, cols.mine, cols.numbers, notes.comments, to_json(k.conkey) as keys,
         ${markOf("cols.written")} as mark
  from rel
  cross join lateral (
    select bool_or(a.mine) as some, to_json(array_agg(a.attname)) as names, to_json(array_agg(a.type)) as types,
           ${bits("a.attnotnull")} as filled, ${bits("a.mine")} as mine, to_json(array_agg(a.attnum)) as numbers, nullif(${columnSum("a")}, '0:0') as written
    from (
      select a.attname, a.attnum, a.attnotnull, a.xmin, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
             rel.whole or not rel.enter or pg_catalog.has_column_privilege(rel.oid, a.attnum, 'SELECT') as mine
      from pg_attribute a where a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) a) cols
  left join notes on notes.objoid = rel.oid
  left join pg_constraint k on k.conrelid = rel.oid and k.contype = 'p'
  ${markJoins}`

type Row = {
  nspname: string
  relname: string
  relkind: string
  enter: boolean
  whole: boolean
  some: boolean | null
  reltuples: number
  description: string | null
  names: string[] | null
  types: string[]
  /** A digit a column, 1 or 0. */
  filled: string
  mine: string
  numbers: number[]
  comments: Record<string, string> | null
  keys: number[] | null
  mark: string
}

/** Every table in scope, or only those that are named, a page at a time; the cursor stays in the source, so memory is bounded by a page. */
export async function* readTables(
  sql: Statements,
  schemas: string[],
  only?: readonly Pick<Table, "schema" | "name">[],
): AsyncGenerator<Table[]> {
  const wanted = only ? JSON.stringify(only.map(({ schema, name }) => ({ schema, name }))) : null
  for await (const rows of sql.pages<Row>(tablesQuery, [schemasParameter(schemas), wanted], perPage)) yield rows.map(asTable)
}

function asTable(row: Row): Table {
  const readable = row.enter && (row.whole || row.some === true)
  const keys = new Set(row.keys)
  const columns = (row.names ?? []).flatMap((name, at) => {
    if (readable && row.mine[at] === "0") return []
    const type = row.types[at] ?? ""
    const number = row.numbers[at] ?? 0
    const comment = row.comments?.[number]
    return [
      {
        name,
        type,
        kind: kindOf(type),
        nullable: row.filled[at] === "0",
        ...(comment ? { comment } : {}),
        ...(keys.has(number) ? { key: true } : {}),
      },
    ]
  })
  return {
    schema: row.nspname,
    name: row.relname,
    kind: relationKinds[row.relkind] ?? "table",
    readable,
    ...sizeOf(row),
    ...(row.description ? { comment: row.description } : {}),
    columns,
    mark: row.mark,
  }
}
