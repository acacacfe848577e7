import "server-only"
import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import type { AnyPgColumn } from "drizzle-orm/pg-core"
import { connections, memberships, schemaTables, teams, users } from "@/db/schema"
import { type Context, isRole, personOf } from "@/lib/access/context"
import type { TeamId } from "@/lib/base/ids"
import { grantsOf } from "@/lib/connections/find"

type Owned = { createdBy: AnyPgColumn; teamId: AnyPgColumn }
type Leans = Owned & { organizationId: AnyPgColumn; connectionOrganizationId: AnyPgColumn; connectionId: AnyPgColumn }

/** Owners and admins see all that is made in the organization; others what belongs to their teams, and their own. */
export function visible(ctx: Context, t: Owned): SQL {
  const person = personOf(ctx)
  const theirs = or(eq(t.createdBy, person.userId), inArray(t.teamId, [...person.teamIds])) ?? sql`false`
  return isRole(person.role, ["owner", "admin"]) ? sql`true` : theirs
}

/** The columns that say how something stands, for a select that joins `joins` of it. */
export const standingColumns = (t: Leans) => ({
  connection: connections,
  grants: grantsOf,
  makerName: users.name,
  makerRole: memberships.role,
  makerSeat: memberships.seat,
  makerTeams: sql<TeamId[]>`array(select tm.team_id from team_members tm
    where tm.organization_id = ${t.organizationId} and tm.user_id = ${t.createdBy})`,
  teamName: teams.name,
})

/** How connections, users, memberships and teams are joined to it. */
export const joins = (t: Leans) => ({
  connection: and(eq(connections.organizationId, t.connectionOrganizationId), eq(connections.id, t.connectionId)),
  maker: eq(users.id, t.createdBy),
  membership: and(eq(memberships.organizationId, t.organizationId), eq(memberships.userId, t.createdBy)),
  team: and(eq(teams.organizationId, t.organizationId), eq(teams.id, t.teamId)),
})

/** How the table that it reads is joined to it, in the snapshot that readers see. */
export const tableJoin = (t: Leans & { schema: AnyPgColumn; table: AnyPgColumn }) =>
  and(
    eq(schemaTables.organizationId, t.connectionOrganizationId),
    eq(schemaTables.connectionId, t.connectionId),
    eq(schemaTables.schema, t.schema),
    eq(schemaTables.name, t.table),
    lte(schemaTables.since, connections.snapshot),
    or(isNull(schemaTables.until), gt(schemaTables.until, connections.snapshot)),
  )

/** A moment with its microseconds: what is rounded would skip or repeat a row at the edge of a page. */
export const exactly = (moment: AnyPgColumn) => sql<string>`${moment}::text`
