import "server-only"
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm"
import { connections, dataSources, memberships, teams, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { Person } from "@/lib/access/decide"
import { exactly, joins, standingColumns, visible } from "@/lib/dependents/select"
import * as dependents from "@/lib/dependents/standing"
import type { DataSourceRow } from "./model"

type Found = typeof dataSources.$inferSelect & dependents.Leaning & { reached: boolean; key: string }

const columns = getTableColumns(dataSources)
const on = joins(dataSources)
/** Whether the account is in the source as last read. */
const reached = sql<boolean>`exists(select from schema_tables t where t.organization_id = ${dataSources.connectionOrganizationId}
  and t.connection_id = ${dataSources.connectionId} and t.schema = ${dataSources.account}
  and t.since <= ${connections.snapshot} and (t.until is null or t.until > ${connections.snapshot}))`

/** The data sources of the organization that this person sees. */
export const theirs = (ctx: Context) => and(eq(dataSources.organizationId, ctx.organizationId), visible(ctx, dataSources))

/** Data sources with all that says how they stand, in one select. Whoever asks says what may be seen. */
export async function selectDataSources({ db }: Context, where: SQL | undefined, order: SQL[], limit: number): Promise<Found[]> {
  const rows = await db
    .select({ ...columns, ...standingColumns(dataSources), reached, key: exactly(dataSources.createdAt) })
    .from(dataSources)
    .innerJoin(connections, on.connection)
    .innerJoin(users, on.maker)
    .leftJoin(memberships, on.membership)
    .leftJoin(teams, on.team)
    .where(where)
    .orderBy(...order)
    .limit(limit)
  return rows.map(({ connection, grants, ...row }) => ({ ...row, connection: { ...connection, grants } }))
}

/** A data source as its list shows it: it works exactly as long as its maker may use the connection and the account is there. */
export function dataSourceRow(found: Found, viewer: Person, at: Date): DataSourceRow {
  const flag = dependents.lacking(found, at) ?? (found.reached ? null : dependents.flag("account gone"))
  const { id, name, account, createdAt } = found
  return { ...dependents.leaningView(found, flag, viewer, at), id, name, account, createdAt }
}
