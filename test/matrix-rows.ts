import { sql } from "drizzle-orm"
import { connections, credentials, grants, queries, schemaTables } from "@/db/schema"
import type { Standing } from "@/lib/access/decide"
import type { MemberRole } from "@/lib/access/permissions"
import { within } from "@/lib/access/within"
import { type ConnectionId, newId, type OrganizationId } from "@/lib/base/ids"
import { manifestOf } from "@/lib/connectors/manifests"
import type { Principal } from "@/lib/impact/model"
import { seal } from "@/lib/vault/seal"
import type { Who } from "./life"
import { customerColumns } from "./source"
import { type House, pool } from "./world"

/** Nobody dials it: the verbs under test only promise what the worker does. */
export const nowhere = { user: "reader", password: "before" }
const settings = { host: "db.example.test", port: 5432, database: "shop", tls: "off", schemas: [] }
const destination = manifestOf("postgres").destination(settings, nowhere)
const columns = customerColumns.slice(0, 2)

export const allTeams: Principal = { principal: "all teams", principalId: null }
export const allClients: Principal = { principal: "all clients", principalId: null }
export const team = (house: House): Principal => ({ principal: "team", principalId: house.teams.consumer })

export type Lie = Partial<Pick<Row, "visibility" | "lifecycle" | "status" | "disconnectedAt">> & {
  owner?: Who | House["people"][Who]
  grants?: readonly Principal[]
}
type Row = typeof connections.$inferSelect

/** A row that lies as wanted, with a query of its owner's that leans on it and a twin to which that query could move. */
export async function aRow(house: House, { owner = "editor2", grants: to = [allTeams], ...lie }: Lie) {
  const ownerId = owner in house.people ? house.people[owner as Who] : (owner as House["people"][Who])
  const [id, twin, queryId, organizationId] = [newId("con"), newId("con"), newId("qry"), house.id]
  const own = { organizationId, connectionId: id }
  const common = { organizationId, platform: "postgres", method: "password", settings, destination, locator: "shop", ownerId, snapshot: 1 }
  const made = (one: ConnectionId) => ({ ...common, id: one, name: one, status: "Active" as const, visibility: lie.visibility })
  const bound = {
    organizationId,
    connectionId: id,
    purpose: "credential",
    version: 1,
    platform: "postgres",
    method: "password",
    destination,
  } as const
  const { sealed, keyId } = await seal(nowhere, bound)
  const reads = { schema: "shop", table: "customers", columns: ["id"], filter: { match: "all" as const, conditions: [] } }
  const table = {
    schema: "shop",
    name: "customers",
    kind: "table",
    readable: true,
    columns,
    columnCount: 2,
    signature: "",
    words: "",
    since: 1,
  } as const
  const [row] = await within(house.as("owner"), async ({ db }) => {
    const rows = await db
      .insert(connections)
      .values([{ ...made(id), ...lie }, made(twin)])
      .returning()
    await db
      .insert(credentials)
      .values({ ...own, version: 1, state: "current", method: "password", keyId, sealed, destination, createdBy: ownerId })
    const granted = [id, twin].flatMap((one) => to.map((principal) => ({ ...own, connectionId: one, createdBy: ownerId, ...principal })))
    if (granted.length > 0) await db.insert(grants).values(granted)
    await db.insert(schemaTables).values([id, twin].map((one) => ({ organizationId, connectionId: one, ...table })))
    await db.insert(queries).values({
      ...own,
      connectionOrganizationId: organizationId,
      createdBy: ownerId,
      ...reads,
      id: queryId,
      name: "Weekly",
      destination: "Excel",
    })
    return rows
  })
  if (!row) throw new Error("no row")
  return { ...row, house, twin, queryId }
}
export type Cell = Awaited<ReturnType<typeof aRow>>

/** The ways in which a row can lie so that this role stands to it so. */
export function liesOf(standing: Standing, role: MemberRole, house: House): Lie[] {
  if (standing.endsWith("owns")) return [{ owner: role }]
  switch (standing) {
    case "keeper, private":
    case "editor, private":
      return [{ visibility: "private" }]
    case "marketer, otherwise":
      return [{ grants: [] }, { grants: [{ principal: "team", principalId: house.teams.business }] }, { visibility: "private" }]
    case "client, granted":
      return [{ owner: "admin", grants: [allTeams, allClients] }]
    case "client, otherwise":
      return [{ owner: "admin" }, { owner: "admin", visibility: "private", grants: [allTeams, allClients] }]
    default:
      return [{}]
  }
}

/** What the log, the news and the memory of forms keep is written also when something is refused. */
const beside = ["audit", "audit_heads", "events", "idempotency"]
const tenantTables = async () =>
  (
    (await pool("owner").db.execute(sql`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'organization_id' order by 1`)) as unknown as {
      name: string
    }[]
  )
    .map(({ name }) => name)
    .filter((name) => !beside.includes(name))

let tables: string[] | undefined
/** One line for everything that these organizations have, in every table of theirs. */
export async function printOf(...ids: readonly OrganizationId[]): Promise<string> {
  tables ??= await tenantTables()
  const all = tables
  return pool("owner").db.transaction(async (tx) => {
    const prints: string[] = []
    for (const id of new Set(ids)) {
      await tx.execute(sql`select set_config('app.organization_id', ${id}, true)`)
      const one = (table: string, key: string) =>
        sql`select ${table}::text as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print, count(*) as rows from ${sql.identifier(table)} t where ${sql.identifier(key)} = ${id}`
      const parts = [...all.map((table) => one(table, "organization_id")), one("organizations", "id")]
      const [found] = await tx.execute(
        sql`select string_agg(name || ' ' || rows || ' ' || print, ', ' order by name) as print, sum(rows)::int as rows from (${sql.join(parts, sql` union all `)}) x`,
      )
      // An empty print would be equal to any other empty one.
      if (!Number(found?.rows)) throw new Error("nothing was read of the organization")
      prints.push(String(found?.print))
    }
    return prints.join("; ")
  })
}

/** A row that never was: what may not be seen must answer like it. */
export const ghost = (cell: Cell): Cell => ({ ...cell, id: newId("con") })
