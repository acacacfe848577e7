import type { Marked } from "../connector"
import { inScope, perPage, schemasParameter, sizeOf } from "./scope"
import type { Statements } from "./statements"

// xmin is the transaction that wrote a catalog row: any change of a name, type, comment, constraint or grant writes one.
// It is summed with a weight of its own per row, because the newest one alone misses a transaction that began early and ended late.
const sum = (id: string, row: string) => `coalesce(sum(${row}.xmin::text::bigint * (1 + ${id}::bigint % 997)), 0) || ':' || count(*)`
const place = "(a.attrelid::bigint * 31 + a.attnum)"
const note = "(d.objoid::bigint * 31 + d.objsubid)"

/** What no single table owns: who asks, what they may enter and be, and how types are spelled. */
const ground = `concat_ws('/', current_database(), current_user,
    (select rolsuper::text from pg_roles where rolname = current_user),
    (select ${sum("n.oid", "n")} from pg_namespace n where n.nspname !~ '^pg_'),
    (select ${sum("t.oid", "t")} from pg_type t where t.typtype in ('e', 'd', 'r')),
    (select ${sum("m.member", "m")} from pg_auth_members m))`

const fingerprintQuery = `
  with rel as materialized (
    select c.oid, c.xmin from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inScope}
  )
  select concat_ws('/', ${ground},
    (select ${sum("rel.oid", "rel")} from rel),
    (select ${sum(place, "a")} from pg_attribute a join rel on rel.oid = a.attrelid where a.attnum > 0),
    (select ${sum("k.oid", "k")} from pg_constraint k where k.contype = 'p' and k.conrelid in (select oid from rel)),
    (select ${sum(note, "d")} from pg_description d where d.classoid = 'pg_class'::regclass and d.objoid in (select oid from rel))
  ) as fingerprint`

/** The same per table, as parts of a query over `rel (oid, written)`; every table is read anew when the ground moves. */
export const markParts = `
  ground as materialized (select md5(${ground}) as value),
  key_sums as (select k.conrelid as oid, ${sum("k.oid", "k")} as value from pg_constraint k where k.contype = 'p' and k.conrelid in (select oid from rel) group by 1),
  note_sums as (select d.objoid as oid, ${sum(note, "d")} as value from pg_description d
    where d.classoid = 'pg_class'::regclass and d.objoid in (select oid from rel) group by 1)`
export const columnSum = (row: string) => sum(`${row}.attnum`, row)
export const markOf = (columns: string) =>
  `md5(concat_ws('/', (select value from ground), rel.oid, rel.written, ${columns}, key_sums.value, note_sums.value))`
export const markJoins = "left join key_sums on key_sums.oid = rel.oid left join note_sums on note_sums.oid = rel.oid"

const marksQuery = `
  with rel as materialized (
    select c.oid, c.xmin as written, n.nspname, c.relname, c.relkind, c.reltuples from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inScope}
  ), column_sums as (
    select a.attrelid as oid, ${columnSum("a")} as value from pg_attribute a join rel on rel.oid = a.attrelid
    where a.attnum > 0 and not a.attisdropped group by 1
  ), ${markParts}
  select rel.nspname, rel.relname, rel.relkind::text, rel.reltuples, ${markOf("column_sums.value")} as mark
  from rel left join column_sums on column_sums.oid = rel.oid ${markJoins}`

/** A mark for every table in scope, a page at a time. */
export async function* readMarks(sql: Statements, schemas: string[]): AsyncGenerator<Marked[]> {
  type Row = { nspname: string; relname: string; relkind: string; reltuples: number; mark: string }
  for await (const rows of sql.pages<Row>(marksQuery, [schemasParameter(schemas)], perPage * 10))
    yield rows.map((row) => ({ schema: row.nspname, name: row.relname, mark: row.mark, ...sizeOf(row) }))
}

/** One cheap value over the catalog rows that `readTables` would read. */
export async function readFingerprint(sql: Statements, schemas: string[]): Promise<string> {
  const [row] = await sql.rows<{ fingerprint: string }>(fingerprintQuery, [schemasParameter(schemas)])
  return row?.fingerprint ?? ""
}
