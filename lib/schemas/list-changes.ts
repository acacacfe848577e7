import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { type Context, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import type { ConnectionId } from "@/lib/base/ids"
import { connectionForSchema } from "./find"
import { type ChangesView, type ChangeView, changesRef, type SnapshotView } from "./model"
import { mostChanges } from "./swap"

const mostSnapshots = 100

/** The difference between one snapshot and the one before, with what breaks by it. */
export const listChanges = query("schema.listChanges", changesRef, async (ctx, { connectionId, number: asked }): Promise<ChangesView> => {
  await connectionForSchema(ctx, connectionId)
  const snapshots = await snapshotsOf(ctx, connectionId)
  const number = asked ?? snapshots[0]?.number ?? null
  const found = number === null ? [] : await changesOf(ctx, connectionId, number)
  return { snapshots, number, changes: found.slice(0, mostChanges), truncated: found.length > mostChanges }
})

async function snapshotsOf({ db, organizationId }: Context, id: ConnectionId): Promise<SnapshotView[]> {
  const found = (await db.execute(sql`
    select s.number, s.taken_at as "takenAt", s.tables, s.columns, coalesce(c.added, 0) as added, coalesce(c.removed, 0) as removed, coalesce(c.changed, 0) as changed
    from schema_snapshots s left join lateral (
      select count(*) filter (where kind = 'added')::int as added, count(*) filter (where kind = 'removed')::int as removed,
        count(*) filter (where kind = 'changed')::int as changed
      from schema_changes c where c.organization_id = s.organization_id and c.connection_id = s.connection_id and c.number = s.number) c on true
    where s.organization_id = ${organizationId} and s.connection_id = ${id} order by s.number desc limit ${mostSnapshots}`)) as unknown as SnapshotView[]
  return found.map((snapshot) => ({ ...snapshot, takenAt: new Date(snapshot.takenAt).toISOString() }))
}

type Found = Omit<ChangeView, "breaks"> & { audiences: { id: string; name: string }[]; hidden: number }

async function changesOf(ctx: Context, id: ConnectionId, number: number): Promise<ChangeView[]> {
  const { db, organizationId } = ctx
  // A removed table breaks all that reads it; a removed column, or one of another type, what filters on it.
  const found = (await db.execute(sql`
    select c.position, c.kind, c.what, c.schema, c.table_name as table, c.column_name as column, c.before, c.after,
      coalesce(b.audiences, '[]') as audiences, coalesce(b.hidden, 0) as hidden
    from schema_changes c left join lateral (
      select json_agg(json_build_object('id', a.id, 'name', a.name) order by lower(a.name)) filter (where ${visible(ctx)}) as audiences,
        count(*) filter (where not (${visible(ctx)}))::int as hidden
      from audiences a
      where a.organization_id = c.organization_id and a.connection_id = c.connection_id and a.schema = c.schema and a.table_name = c.table_name
        and ((c.what = 'table' and (c.kind = 'removed' or c.after = 'not readable'))
          or (c.what = 'column' and c.kind <> 'added' and regexp_replace(c.before, ' not null$', '') is distinct from regexp_replace(c.after, ' not null$', '')
            and jsonb_path_exists(a.filter, '$.**.column ? (@ == $name)', jsonb_build_object('name', c.column_name))))) b on c.kind <> 'added'
    where c.organization_id = ${organizationId} and c.connection_id = ${id} and c.number = ${number} order by c.position`)) as unknown as Found[]
  return found.map(({ audiences, hidden, ...change }) => ({ ...change, breaks: { audiences, hidden } }))
}

/** An audience belongs to its maker and to the team in which it was made; owners and admins see every one. */
function visible(ctx: Context): SQL {
  const { role, userId, teamIds } = personOf(ctx)
  if (role === "owner" || role === "admin") return sql`true`
  const team =
    teamIds.length > 0
      ? sql` or a.team_id in (${sql.join(
          teamIds.map((id) => sql`${id}`),
          sql`, `,
        )})`
      : sql``
  return sql`coalesce(a.created_by = ${userId}${team}, false)`
}
