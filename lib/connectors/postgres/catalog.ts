import type { Sql } from "postgres"
import type { Table } from "../connector"
import { kindOf, relationKinds } from "./kinds"

const perPage = 500

/** What counts as a table of the user's, as a condition on `c` (pg_class) and `n` (pg_namespace); $1 is a JSON list of schemas or null. */
export const inScope = `c.relkind in ('r', 'v', 'm', 'p', 'f') and not c.relispartition
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and ($1::text is null or n.nspname in (select pg_catalog.json_array_elements_text($1::text::json)))`

/** The schemas as every query here takes them. */
export const schemasParameter = (schemas: string[]) => (schemas.length > 0 ? JSON.stringify(schemas) : null)

// One row a table: the columns are folded in the source, and the types, which are few, are spelled once each.
const tablesQuery = `
  with rel as (
    select c.oid, n.nspname, c.relname, c.relkind, c.reltuples,
           pg_catalog.has_schema_privilege(n.oid, 'USAGE') as enter,
           pg_catalog.has_table_privilege(c.oid, 'SELECT') as whole,
           d.description
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
    where ${inScope}
  ), att as (
    select rel.oid, a.attname, a.attnum, a.attnotnull, a.atttypid, a.atttypmod,
           rel.whole or not rel.enter or pg_catalog.has_column_privilege(rel.oid, a.attnum, 'SELECT') as mine
    from rel join pg_attribute a on a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped
  ), types as materialized (
    select atttypid, atttypmod, pg_catalog.format_type(atttypid, atttypmod) as type from (select distinct atttypid, atttypmod from att) t
  ), cols as (
    select att.oid, bool_or(att.mine) as some,
           to_json(array_agg(att.attname order by att.attnum)) as names,
           to_json(array_agg(types.type order by att.attnum)) as types,
           to_json(array_agg(att.attnotnull::int order by att.attnum)) as filled,
           to_json(array_agg(att.mine::int order by att.attnum)) as mine,
           to_json(array_agg(att.attnum order by att.attnum)) as numbers
    from att join types using (atttypid, atttypmod) group by att.oid
  ), notes as (
    select d.objoid, json_object_agg(d.objsubid, d.description) as comments
    from pg_description d where d.classoid = 'pg_class'::regclass and d.objsubid > 0 and d.objoid in (select oid from rel) group by d.objoid
  )
  select rel.nspname, rel.relname, rel.relkind::text, rel.enter, rel.whole, cols.some, rel.reltuples, rel.description,
         cols.names, cols.types, cols.filled, cols.mine, cols.numbers, notes.comments, to_json(k.conkey) as keys
  from rel
  left join cols on cols.oid = rel.oid
  left join notes on notes.objoid = rel.oid
  left join pg_constraint k on k.conrelid = rel.oid and k.contype = 'p'
  order by rel.nspname, rel.relname`

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
  filled: number[]
  mine: number[]
  numbers: number[]
  comments: Record<string, string> | null
  keys: number[] | null
}

/** Every table in scope, a page at a time; the cursor stays in the source, so memory is bounded by a page. */
export async function* readTables(sql: Sql, schemas: string[]): AsyncGenerator<Table[]> {
  for await (const rows of sql.unsafe<Row[]>(tablesQuery, [schemasParameter(schemas)]).cursor(perPage))
    if (rows.length > 0) yield rows.map(asTable)
}

function asTable(row: Row): Table {
  const readable = row.enter && (row.whole || row.some === true)
  const keys = new Set(row.keys)
  const columns = (row.names ?? []).flatMap((name, at) => {
    if (readable && !row.mine[at]) return []
    const type = row.types[at] ?? ""
    const number = row.numbers[at] ?? 0
    const comment = row.comments?.[number]
    return [
      {
        name,
        type,
        kind: kindOf(type),
        nullable: !row.filled[at],
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
    ...(row.reltuples >= 0 && row.relkind !== "v" ? { estimatedRows: Math.round(row.reltuples) } : {}),
    ...(row.description ? { comment: row.description } : {}),
    columns,
  }
}

// xmin is the transaction that wrote a catalog row: any change of a name, type, comment, constraint or grant writes one.
// It is summed with a weight of its own per row, because the newest one alone misses a transaction that began early and ended late.
const sum = (id: string, row: string) => `coalesce(sum(${row}.xmin::text::bigint * (1 + ${id}::bigint % 997)), 0) || ':' || count(*)`
const fingerprintQuery = `
  with rel as materialized (
    select c.oid, c.xmin from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inScope}
  )
  select concat_ws('/', current_database(), current_user,
    (select rolsuper::text from pg_roles where rolname = current_user),
    (select ${sum("rel.oid", "rel")} from rel),
    (select ${sum("n.oid", "n")} from pg_namespace n where n.nspname !~ '^pg_'),
    (select ${sum("(a.attrelid::bigint * 31 + a.attnum)", "a")} from pg_attribute a join rel on rel.oid = a.attrelid where a.attnum > 0),
    (select ${sum("k.oid", "k")} from pg_constraint k where k.contype = 'p' and k.conrelid in (select oid from rel)),
    (select ${sum("(d.objoid::bigint * 31 + d.objsubid)", "d")} from pg_description d where d.classoid = 'pg_class'::regclass and d.objoid in (select oid from rel)),
    (select ${sum("t.oid", "t")} from pg_type t where t.typtype in ('e', 'd', 'r')),
    (select ${sum("m.member", "m")} from pg_auth_members m)
  ) as fingerprint`

/** One cheap value over the catalog rows that `readTables` would read. */
export async function readFingerprint(sql: Sql, schemas: string[]): Promise<string> {
  const [row] = await sql.unsafe<{ fingerprint: string }[]>(fingerprintQuery, [schemasParameter(schemas)])
  return row?.fingerprint ?? ""
}
