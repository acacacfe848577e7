import "server-only"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import type { ConnectionId } from "@/lib/base/ids"
import type { Column, JobType } from "@/lib/connectors/connector"
import type { DependentKind } from "@/lib/impact/model"
import { conditionsOf, type Filter, isGroup } from "@/lib/sql/model"

/** What a dependent asks of its connection: a table with columns, an account, or a method that enables a type of job. */
export type Need = {
  kind: DependentKind
  id: string
  schema: string | null
  table: string | null
  columns: string[] | null
  filter: Filter | null
  account: string | null
  job?: JobType
  version: number | null
}

/** Read and locked until the end of the transaction: nobody moves or edits them meanwhile. */
export async function needsOf({ db, organizationId }: Context, connectionId: ConnectionId, { lock = false } = {}): Promise<Need[]> {
  const on = sql`d.organization_id = ${organizationId} and d.connection_organization_id = ${organizationId} and d.connection_id = ${connectionId}
    order by d.id ${lock ? sql`for update` : sql``}`
  const found = await Promise.all([
    db.execute(
      sql`select 'audience' as kind, d.id, d.schema, d.table_name as "table", null as columns, d.filter, null as account, d.version from audiences d where ${on}`,
    ),
    db.execute(
      sql`select 'query' as kind, d.id, d.schema, d.table_name as "table", d.columns, d.filter, null as account, d.version from queries d where ${on}`,
    ),
    db.execute(
      sql`select 'data source' as kind, d.id, null as schema, null as "table", null as columns, null as filter, d.account, null as version from data_sources d where ${on}`,
    ),
    db.execute(
      sql`select 'job' as kind, d.id, null as schema, null as "table", null as columns, null as filter, null as account, d.type as job, d.version from jobs d where ${on}`,
    ),
  ])
  return found.flat() as unknown as Need[]
}

/** Every column that it speaks of. */
export const columnsOf = ({ columns, filter }: Need): string[] => [
  ...new Set([...(columns ?? []), ...(filter?.conditions ? conditionsOf(filter).map(({ column }) => column) : [])]),
]

/** A filter that says the same of other columns. */
export const mapFilter = (filter: Filter, to: Readonly<Record<string, string>>): Filter => ({
  ...filter,
  conditions: filter.conditions.map((part) => (isGroup(part) ? mapFilter(part, to) : { ...part, column: to[part.column] ?? part.column })),
})

export type Table = { schema: string; name: string; readable: boolean; columns: Column[] }

/** The tables of a connection as readers see them. */
export async function tablesOf({ db, organizationId }: Context, connectionId: ConnectionId): Promise<Table[]> {
  return (await db.execute(sql`
    select t.schema, t.name, t.readable, t.columns from schema_tables t
    join connections c on c.organization_id = t.organization_id and c.id = t.connection_id
    where t.organization_id = ${organizationId} and t.connection_id = ${connectionId} and t.since <= c.snapshot and (t.until is null or t.until > c.snapshot)
    order by t.schema, t.name`)) as unknown as Table[]
}
