import "server-only"
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm"
import { connections, memberships, queries, schemaTables, teams, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { QueryId } from "@/lib/base/ids"
import { exactly, joins, standingColumns, tableJoin, visible } from "@/lib/dependents/select"
import type { QueryRunView } from "./model"
import type { Found } from "./standing"

const columns = getTableColumns(queries)
const on = joins(queries)

/** The latest refresh of the query of the select around it, without its rows. */
const lastRun = sql<QueryRunView | null>`(
  select json_build_object('id', r.id, 'state', r.state, 'rows', r.rows, 'reason', r.reason, 'createdAt', r.created_at, 'finishedAt', r.finished_at)
  from query_runs r where r.organization_id = ${queries.organizationId} and r.query_id = ${queries.id} order by r.created_at desc, r.id desc limit 1)`
const covered = sql<boolean>`${queries.destination} = any((select o.destinations from organizations o where o.id = ${queries.organizationId})::text[])`

/** Every `where` that names one query starts here, so it always names the organization too. */
export const mine = ({ organizationId }: Context, id: QueryId): SQL | undefined =>
  and(eq(queries.organizationId, organizationId), eq(queries.id, id))

/** The queries of the organization that this person sees. */
export const theirs = (ctx: Context) => and(eq(queries.organizationId, ctx.organizationId), visible(ctx, queries))

/** Queries with all that says how they stand, in one select. Whoever asks says what may be seen. */
export async function selectQueries(
  { db }: Context,
  where: SQL | undefined,
  order: SQL[],
  limit: number,
): Promise<(Found & { key: string; lastRun: QueryRunView | null })[]> {
  const rows = await db
    .select({
      ...columns,
      ...standingColumns(queries),
      target: { columns: schemaTables.columns, readable: schemaTables.readable },
      lastRun,
      covered,
      key: exactly(queries.updatedAt),
    })
    .from(queries)
    .innerJoin(connections, on.connection)
    .innerJoin(users, on.maker)
    .leftJoin(memberships, on.membership)
    .leftJoin(teams, on.team)
    .leftJoin(schemaTables, tableJoin(queries))
    .where(where)
    .orderBy(...order)
    .limit(limit)
  return rows.map(({ connection, grants, ...row }) => ({ ...row, connection: { ...connection, grants } }))
}
