import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { dataSources } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { type Found, findConnection, rowOf } from "@/lib/connections/find"
import { type Account, type Accounts, accountsRef } from "./model"

/** What a person who may use a connection can add from it, without a login: the schemas of the snapshot that readers see. */
export const listAccounts = query("dataSource.accounts", accountsRef, async (ctx, { connectionId }): Promise<Accounts> => {
  const connection = await findConnection(ctx, connectionId, "use")
  const added = await addedOf(ctx, connection)
  const accounts = (await accountsOf(ctx, connection)).map((one) => ({ ...one, added: added.has(one.account) }))
  return { accounts, demand: demandNew(connection, added.size) }
})

const most = 1_000

export async function accountsOf({ db }: Context, { organizationId, id, snapshot }: Found): Promise<Omit<Account, "added">[]> {
  return (await db.execute(sql`
    select t.schema as account, count(*)::int as tables from schema_tables t
    where t.organization_id = ${organizationId} and t.connection_id = ${id} and t.since <= ${snapshot} and (t.until is null or t.until > ${snapshot})
    group by t.schema order by t.schema limit ${most}`)) as unknown as Omit<Account, "added">[]
}

/** The accounts of a connection that are data sources of this organization, whoever added them. */
export async function addedOf({ db, organizationId }: Context, connection: Found): Promise<Set<string>> {
  const found = await db
    .select({ account: dataSources.account })
    .from(dataSources)
    .where(
      and(
        eq(dataSources.organizationId, organizationId),
        eq(dataSources.connectionOrganizationId, connection.organizationId),
        eq(dataSources.connectionId, connection.id),
      ),
    )
  return new Set(found.map(({ account }) => account))
}

/** A platform whose connections cannot be shared gives one data source for each of them. */
export const demandNew = (connection: Found, added: number): string | null =>
  rowOf(connection).shareable || added === 0
    ? null
    : "This platform does not support connection sharing, and this connection already has its data source. Connect a new one for each further data source."
