import "server-only"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import type { Connection } from "@/lib/connections/find"
import type { Claim } from "@/lib/connections/run"
import { type Comparison, numberAfter, type Read } from "./reading"

/** Lines of difference that are kept for one snapshot; one more is written, so that a reader knows that there were more. */
export const mostChanges = 5_000

const listOf = <T>(of: readonly T[], field: keyof T) => sql`${sql.param(of.map((one) => one[field]))}`

type Change = { number: number; changes: number }

/** From what was written meanwhile to a new snapshot, in the caller's transaction. Without a difference there is no snapshot. */
export async function swap(
  ctx: Context,
  { runId }: Claim,
  connection: Connection,
  read: Read,
  { left, moved, fresh }: Comparison,
): Promise<Change | undefined> {
  const { db, organizationId } = ctx
  const { id, snapshot } = connection
  const number = numberAfter(connection)
  const of = sql`t.organization_id = ${organizationId} and t.connection_id = ${id}`
  const before = sql`${of} and t.since < ${number} and t.until is null`
  const gone = [...left.values()]

  // Nobody has counted what was just written: the planner takes it for one row and would walk the tables once for each other.
  await db.execute(sql`set local enable_nestloop = off`)
  const ended = await db.execute(sql`
    update schema_tables t set until = ${number} from (
      select * from unnest(${listOf(gone, "schema")}::text[], ${listOf(gone, "name")}::text[]) g (schema, name)
      union select schema, name from schema_tables t where ${of} and t.since = ${number}) g
    where ${before} and t.schema = g.schema and t.name = g.name`)
  await db.execute(sql`
    update schema_tables t set estimated_rows = r.rows, mark = r.mark
    from unnest(${listOf(moved, "schema")}::text[], ${listOf(moved, "name")}::text[], ${listOf(moved, "rows")}::int[], ${listOf(moved, "mark")}::text[]) r (schema, name, rows, mark)
    where ${before} and t.schema = r.schema and t.name = r.name`)
  if (snapshot !== null && fresh === 0 && ended.count === 0) return undefined

  const changes = snapshot === null ? 0 : await writeChanges(ctx, id, number)
  await db.execute(sql`
    insert into schema_snapshots (organization_id, connection_id, number, run_id, tables, columns)
    values (${organizationId}, ${id}, ${number}, ${runId}, ${read.tables}, ${read.columns})`)
  return { number, changes }
}

/** Tables first, then columns, each by name. A table that came or went speaks for its columns. */
async function writeChanges({ db, organizationId }: Context, id: Connection["id"], number: number): Promise<number> {
  const of = sql`organization_id = ${organizationId} and connection_id = ${id}`
  const written = await db.execute(sql`
    with old as materialized (select * from schema_tables where ${of} and until = ${number}),
    new as materialized (select * from schema_tables where ${of} and since = ${number}),
    both_of as materialized (select o.schema, o.name, o.columns as before, n.columns as after, o.readable as was, n.readable as is_now, o.kind as kind_was, n.kind as kind_now
      from old o join new n on n.schema = o.schema and n.name = o.name),
    was as (select b.schema, b.name, c->>'name' as column_name, (c->>'type') || case when (c->>'nullable')::boolean then '' else ' not null' end as type
      from both_of b, json_array_elements(b.before) c),
    now_is as (select b.schema, b.name, c->>'name' as column_name, (c->>'type') || case when (c->>'nullable')::boolean then '' else ' not null' end as type
      from both_of b, json_array_elements(b.after) c),
    line as (
      select 0 as rank, 'removed' as kind, 'table' as what, o.schema, o.name, null as column_name, o.kind as before, null as after
        from old o where not exists (select from new n where n.schema = o.schema and n.name = o.name)
      union all
      select 1, 'added', 'table', n.schema, n.name, null, null, n.kind from new n where not exists (select from old o where o.schema = n.schema and o.name = n.name)
      union all
      select 2, 'changed', 'table', schema, name, null, kind_was, kind_now from both_of where kind_was <> kind_now
      union all
      select 2, 'changed', 'table', schema, name, null, case when was then 'readable' else 'not readable' end, case when is_now then 'readable' else 'not readable' end
        from both_of where was <> is_now
      union all
      select case when n.column_name is null then 3 when w.column_name is null then 5 else 4 end,
        case when n.column_name is null then 'removed' when w.column_name is null then 'added' else 'changed' end, 'column',
        coalesce(w.schema, n.schema), coalesce(w.name, n.name), coalesce(w.column_name, n.column_name), w.type, n.type
        from was w full join now_is n on n.schema = w.schema and n.name = w.name and n.column_name = w.column_name
        where w.type is distinct from n.type)
    insert into schema_changes (organization_id, connection_id, number, position, kind, what, schema, table_name, column_name, before, after)
    select ${organizationId}, ${id}, ${number}, row_number() over (order by rank, schema, name, column_name), kind, what, schema, name, column_name, before, after
    from line order by rank, schema, name, column_name limit ${mostChanges + 1}`)
  return written.count
}
