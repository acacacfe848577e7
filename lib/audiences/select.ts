import "server-only"
import { and, eq, getTableColumns, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { audiences, connections, memberships, schemaTables, teams, users } from "@/db/schema"
import { type Context, isRole, personOf } from "@/lib/access/context"
import type { TeamId } from "@/lib/base/ids"
import { grantsOf } from "@/lib/connections/find"
import type { Found } from "./standing"

/** Owners and admins see every audience; others those of their teams and their own. */
export function visible(ctx: Context): SQL {
  const person = personOf(ctx)
  const theirs = or(eq(audiences.createdBy, person.userId), inArray(audiences.teamId, [...person.teamIds])) ?? sql`false`
  return isRole(person.role, ["owner", "admin"]) ? sql`true` : theirs
}

const columns = getTableColumns(audiences)
const teamsOfMaker = sql<TeamId[]>`array(select tm.team_id from team_members tm
  where tm.organization_id = ${audiences.organizationId} and tm.user_id = ${audiences.createdBy})`

/** Audiences with all that says how they stand, in one select. */
export async function selectAudiences(
  ctx: Context,
  where: SQL | undefined,
  order: SQL[],
  limit: number,
): Promise<(Found & { key: string })[]> {
  const { organizationId } = ctx
  const rows = await ctx.db
    .select({
      ...columns,
      connection: connections,
      grants: grantsOf,
      target: { columns: schemaTables.columns, readable: schemaTables.readable },
      makerName: users.name,
      makerRole: memberships.role,
      makerSeat: memberships.seat,
      makerTeams: teamsOfMaker,
      teamName: teams.name,
      // The moment with its microseconds: what is rounded would skip or repeat a row at the edge of a page.
      key: sql<string>`${audiences.updatedAt}::text`,
    })
    .from(audiences)
    .innerJoin(
      connections,
      and(eq(connections.organizationId, audiences.connectionOrganizationId), eq(connections.id, audiences.connectionId)),
    )
    .innerJoin(users, eq(users.id, audiences.createdBy))
    .leftJoin(memberships, and(eq(memberships.organizationId, audiences.organizationId), eq(memberships.userId, audiences.createdBy)))
    .leftJoin(teams, and(eq(teams.organizationId, audiences.organizationId), eq(teams.id, audiences.teamId)))
    .leftJoin(
      schemaTables,
      and(
        eq(schemaTables.organizationId, audiences.connectionOrganizationId),
        eq(schemaTables.connectionId, audiences.connectionId),
        eq(schemaTables.schema, audiences.schema),
        eq(schemaTables.name, audiences.table),
        lte(schemaTables.since, connections.snapshot),
        or(isNull(schemaTables.until), gt(schemaTables.until, connections.snapshot)),
      ),
    )
    .where(and(eq(audiences.organizationId, organizationId), visible(ctx), where))
    .orderBy(...order)
    .limit(limit)
  return rows.map(({ connection, grants, ...row }) => ({ ...row, connection: { ...connection, grants } }))
}
