import "server-only"
import { and, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm"
import { connections, queryRuns, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { decide } from "@/lib/access/decide"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { QueryId } from "@/lib/base/ids"
import { grantsOf, rowOf } from "@/lib/connections/find"
import { seesRows } from "@/lib/dependents/standing"
import { filterSchema } from "@/lib/sql/model"
import { sayFilter } from "@/lib/sql/say"
import { type Preview, type QueryDetail, type QueryRunDetail, queryRef } from "./model"
import { mine, selectQueries, theirs } from "./select"
import { queryRow, readOnly } from "./standing"

/** Refreshes that the page of a query tells of. */
const told = 10

/** A query that this person may not see does not exist. */
export async function queryFor(ctx: Context, id: QueryId) {
  const [found] = await selectQueries(ctx, and(mine(ctx, id), theirs(ctx)), [], 1)
  if (!found) throw new AppError("not_found", "This query does not exist.")
  return found
}

export const findQuery = query("query.find", queryRef, async (ctx, { queryId }): Promise<QueryDetail> => {
  const found = await queryFor(ctx, queryId)
  const [person, at] = [personOf(ctx), now()]
  const refusal = readOnly(found, person, at)
  const filter = filterSchema.parse(found.filter)
  const preview = await previewOf(ctx, queryId)
  return {
    ...queryRow(found, person, at),
    columns: found.columns,
    filter,
    sentence: sayFilter(filter),
    tableColumns: refusal === null ? (found.target?.columns ?? []) : [],
    version: found.version,
    createdAt: found.createdAt,
    readOnly: refusal,
    runs: await runsOf(ctx, queryId),
    preview: preview && (seesRows(found, person, at) ? preview : "hidden"),
  }
})

const ofQuery = ({ organizationId }: Context, id: QueryId, more?: SQL) =>
  and(eq(queryRuns.organizationId, organizationId), eq(queryRuns.queryId, id), more)

/** The rows of the latest refresh that brought some. */
export async function previewOf(ctx: Context, id: QueryId): Promise<Preview | null> {
  const [found] = await ctx.db
    .select({ preview: queryRuns.preview, of: queryRuns.rows, takenAt: queryRuns.finishedAt })
    .from(queryRuns)
    .where(ofQuery(ctx, id, isNotNull(queryRuns.preview)))
    .orderBy(desc(queryRuns.createdAt), desc(queryRuns.id))
    .limit(1)
  const [columns, ...rows] = found?.preview ?? []
  if (!found || !columns || found.takenAt === null) return null
  return { columns: columns.map((name) => name ?? ""), rows, of: found.of ?? rows.length, takenAt: found.takenAt }
}

async function runsOf(ctx: Context, id: QueryId): Promise<QueryRunDetail[]> {
  const found = await ctx.db
    .select({
      run: {
        id: queryRuns.id,
        state: queryRuns.state,
        rows: queryRuns.rows,
        reason: queryRuns.reason,
        createdAt: queryRuns.createdAt,
        finishedAt: queryRuns.finishedAt,
      },
      used: { id: queryRuns.usedConnectionId, name: queryRuns.usedConnectionName },
      connection: connections,
      grants: grantsOf,
      startedBy: users.name,
      usedSeatOf: sql<string>`(select s.name from users s where s.id = ${queryRuns.usedSeatOf})`,
    })
    .from(queryRuns)
    .leftJoin(users, eq(users.id, queryRuns.startedBy))
    .leftJoin(connections, eq(connections.id, queryRuns.usedConnectionId))
    .where(ofQuery(ctx, id))
    .orderBy(desc(queryRuns.createdAt), desc(queryRuns.id))
    .limit(told)
  const [person, at] = [personOf(ctx), now()]
  return found.map(({ run, used, connection, grants, startedBy, usedSeatOf }) => {
    const seen = connection && decide(person, "view", rowOf({ ...connection, grants }), at).allowed
    return { ...run, startedBy, usedConnection: seen ? used : null, usedSeatOf }
  })
}
