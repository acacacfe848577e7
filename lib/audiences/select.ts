import "server-only"
import { and, eq, getTableColumns, type SQL } from "drizzle-orm"
import { audiences, connections, memberships, schemaTables, teams, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { exactly, joins, standingColumns, tableJoin, visible } from "@/lib/dependents/select"
import type { Found } from "./standing"

const columns = getTableColumns(audiences)
const on = joins(audiences)

/** The audiences of the organization that this person sees. */
export const theirs = (ctx: Context) => and(eq(audiences.organizationId, ctx.organizationId), visible(ctx, audiences))

/** Audiences with all that says how they stand, in one select. Whoever asks says what may be seen. */
export async function selectAudiences(
  { db }: Context,
  where: SQL | undefined,
  order: SQL[],
  limit: number,
): Promise<(Found & { key: string })[]> {
  const rows = await db
    .select({
      ...columns,
      ...standingColumns(audiences),
      target: { columns: schemaTables.columns, readable: schemaTables.readable },
      key: exactly(audiences.updatedAt),
    })
    .from(audiences)
    .innerJoin(connections, on.connection)
    .innerJoin(users, on.maker)
    .leftJoin(memberships, on.membership)
    .leftJoin(teams, on.team)
    .leftJoin(schemaTables, tableJoin(audiences))
    .where(where)
    .orderBy(...order)
    .limit(limit)
  return rows.map(({ connection, grants, ...row }) => ({ ...row, connection: { ...connection, grants } }))
}
