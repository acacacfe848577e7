import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import type { ConnectionId } from "@/lib/base/ids"
import { type DependentKind, dependentKinds } from "./model"

/** Where each kind of dependent is kept, and where its connection stands in it. One entry a kind. */
const homes: Record<DependentKind, SQL> = {
  audience: sql`audiences`,
  query: sql`queries`,
  "data source": sql`data_sources`,
  // What has completed or failed leans on nothing any more.
  job: sql`(select * from jobs where state in ('running', 'sleeping', 'paused'))`,
}

/** Everything that leans on these connections, of every kind, in one statement. */
export function dependentsOf({ organizationId }: Context, connectionIds: readonly ConnectionId[]): SQL {
  const ids =
    connectionIds.length > 0
      ? sql`in (${sql.join(
          connectionIds.map((id) => sql`${id}`),
          sql`, `,
        )})`
      : sql`= ''`
  const parts = dependentKinds.map(
    (kind) => sql`
      select ${kind}::text as kind, d.organization_id as "organizationId", d.id, d.name, d.connection_id as "connectionId",
        d.team_id as "teamId", d.created_by as "createdBy", u.name as maker
      from ${homes[kind]} d join users u on u.id = d.created_by
      where d.connection_organization_id = ${organizationId} and d.connection_id ${ids}`,
  )
  return sql`select * from (${sql.join(parts, sql` union all `)}) d order by kind, lower(name), id`
}

/** How many of each kind lean on a connection, wherever they are. */
export async function countDependents({ db, organizationId }: Context, connectionId: ConnectionId): Promise<Record<DependentKind, number>> {
  const parts = dependentKinds.map(
    (kind) =>
      sql`(select count(*)::int from ${homes[kind]} d where connection_organization_id = ${organizationId} and connection_id = ${connectionId}) as ${sql.identifier(kind)}`,
  )
  const [counted] = (await db.execute(sql`select ${sql.join(parts, sql`, `)}`)) as unknown as Record<DependentKind, number>[]
  if (!counted) throw new Error("counts were not answered")
  return counted
}
