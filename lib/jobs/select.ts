import "server-only"
import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm"
import { audiences, connections, jobs, memberships, teams, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { selectAudiences } from "@/lib/audiences/select"
import type { JobId } from "@/lib/base/ids"
import { joins, standingColumns, visible } from "@/lib/dependents/select"
import type { Found } from "./standing"

const columns = getTableColumns(jobs)
const on = joins(jobs)

/** Every `where` that names one job starts here, so it always names the organization too. */
export const mine = ({ organizationId }: Context, id: JobId): SQL | undefined =>
  and(eq(jobs.organizationId, organizationId), eq(jobs.id, id))

/** The jobs of the organization that this person sees. */
export const theirs = (ctx: Context) => and(eq(jobs.organizationId, ctx.organizationId), visible(ctx, jobs))

/** Jobs with all that says how they stand, in two selects. Whoever asks says what may be seen; `key` is what they are sorted by. */
export async function selectJobs(
  ctx: Context,
  where: SQL | undefined,
  order: SQL[] = [],
  limit = 1,
  key: SQL = sql`''`,
): Promise<(Found & { key: string })[]> {
  const rows = await ctx.db
    .select({ ...columns, ...standingColumns(jobs), key: sql<string>`${key}` })
    .from(jobs)
    .innerJoin(connections, on.connection)
    .innerJoin(users, on.maker)
    .leftJoin(memberships, on.membership)
    .leftJoin(teams, on.team)
    .where(where)
    .orderBy(...order)
    .limit(limit)
  const ids = [...new Set(rows.flatMap(({ audienceId }) => audienceId ?? []))]
  const read = ids.length > 0 && and(eq(audiences.organizationId, ctx.organizationId), inArray(audiences.id, ids))
  const found = new Map((read ? await selectAudiences(ctx, read, [], ids.length) : []).map((one) => [one.id, one]))
  return rows.map(({ connection, grants, ...row }) => ({
    ...row,
    connection: { ...connection, grants },
    audience: (row.audienceId && found.get(row.audienceId)) || null,
  }))
}
