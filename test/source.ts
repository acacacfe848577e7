import { randomBytes } from "node:crypto"
import { sql } from "drizzle-orm"
import postgres from "postgres"
import { connections, credentials, grants, schemaTables, snapshots } from "@/db/schema"
import { within } from "@/lib/access/within"
import { type ConnectionId, newId, type TeamId } from "@/lib/base/ids"
import type { Column } from "@/lib/connectors/connector"
import { manifestOf } from "@/lib/connectors/manifests"
import { seal } from "@/lib/vault/seal"
import type { House } from "./world"

export type Source = {
  host: string
  port: number
  database: string
  user: string
  password: string
  admin: postgres.Sql
  drop(): Promise<void>
}

export const customerColumns: Column[] = [
  { name: "id", type: "integer", kind: "number", nullable: false, key: true },
  { name: "email", type: "text", kind: "text", nullable: false },
  { name: "country", type: "text", kind: "text", nullable: true },
  { name: "spent", type: "numeric(10,2)", kind: "number", nullable: true },
  { name: "newsletter", type: "boolean", kind: "boolean", nullable: true },
  { name: "joined", type: "date", kind: "date", nullable: false },
  { name: "seen", type: "timestamp with time zone", kind: "timestamp", nullable: true },
]

/** A database of somebody else's with a thousand customers, and a role that may only read. `shop.slow` takes its time. */
export async function aSource(): Promise<Source> {
  const root = new URL(process.env.TEST_SOURCE_ADMIN_URL ?? "")
  const [database, user, password] = [
    `s${randomBytes(6).toString("hex")}`,
    `r${randomBytes(6).toString("hex")}`,
    randomBytes(12).toString("hex"),
  ]
  const above = postgres(root.href, { max: 1, onnotice: () => {} })
  await above.unsafe(`create database ${database}`)
  await above.unsafe(`create role ${user} login password '${password}'`)
  const own = new URL(root)
  own.pathname = `/${database}`
  const admin = postgres(own.href, { max: 2, onnotice: () => {} })
  await admin.unsafe(`
    create schema shop;
    create table shop.customers (id int primary key, email text not null, country text, spent numeric(10,2), newsletter boolean, joined date not null, seen timestamptz);
    insert into shop.customers select n, 'person' || n || '@example.com', case when n % 10 = 0 then null when n % 4 = 0 then 'DE' else 'FR' end,
      n, n % 2 = 0, current_date - n, now() - n * interval '1 hour' from generate_series(1, 1000) n;
    insert into shop.customers values (1001, $$x'; drop table shop.customers; --$$, '%_\\', 0, null, current_date, null);
    create table shop.secrets (id int);
    create view shop.slow as select n as id from generate_series(1, 100000) n where pg_sleep(0.05) is not null;
    grant usage on schema shop to ${user};
    grant select on shop.customers, shop.slow to ${user};`)
  return {
    host: root.hostname,
    port: Number(root.port || 5432),
    database,
    user,
    password,
    admin,
    async drop() {
      await admin.end({ timeout: 1 })
      await above.unsafe(`drop database if exists ${database} with (force)`)
      await above.unsafe(`drop role if exists ${user}`)
      await above.end({ timeout: 1 })
    },
  }
}

type Options = {
  teams?: readonly TeamId[]
  allTeams?: boolean
  name?: string
  status?: "Active" | "Inactive"
  visibility?: "private" | "shared"
}

/** An Active connection of the admin's to a source, with its schema as read, granted to these teams. */
export async function aSourceConnection(house: House, source: Source, options: Options = {}): Promise<ConnectionId> {
  const {
    teams = [],
    allTeams = false,
    name = `Warehouse ${randomBytes(3).toString("hex")}`,
    status = "Active",
    visibility = "shared",
  } = options
  const { host, port, database, user, password } = source
  const [organizationId, id, ownerId] = [house.id, newId("con"), house.people.admin]
  const settings = { host, port, database, tls: "off", schemas: [] }
  const manifest = manifestOf("postgres")
  const destination = manifest.destination(settings, { user })
  const bound = {
    organizationId,
    connectionId: id,
    purpose: "credential",
    version: 1,
    platform: "postgres",
    method: "password",
    destination,
  } as const
  const { sealed, keyId } = await seal({ user, password }, bound)
  const table = (name: string, columns: Column[], readable = true) =>
    ({
      organizationId,
      connectionId: id,
      schema: "shop",
      name,
      kind: "table",
      readable,
      columns,
      columnCount: columns.length,
      signature: name,
      words: name,
      since: 1,
    }) as const
  await within(house.as("admin"), async ({ db }) => {
    const row = {
      organizationId,
      id,
      platform: "postgres",
      method: "password",
      name,
      settings,
      destination,
      locator: `${host}/${database}`,
      ownerId,
    }
    await db
      .insert(connections)
      .values({ ...row, visibility, status, health: "Healthy", snapshot: 1, tableCount: 3, schemaRefreshedAt: new Date().toISOString() })
    await db.insert(credentials).values({
      organizationId,
      connectionId: id,
      version: 1,
      state: "current",
      method: "password",
      keyId,
      sealed,
      destination,
      createdBy: ownerId,
    })
    await db.insert(snapshots).values({ organizationId, connectionId: id, number: 1, tables: 3, columns: 10 })
    await db
      .insert(schemaTables)
      .values([
        table("customers", customerColumns),
        table("slow", customerColumns.slice(0, 1)),
        table("secrets", customerColumns.slice(0, 1), false),
      ])
    const principals = [
      ...teams.map((principalId) => ({ principal: "team" as const, principalId })),
      ...(allTeams ? [{ principal: "all teams" as const, principalId: null }] : []),
    ]
    if (principals.length > 0)
      await db.insert(grants).values(principals.map((one) => ({ organizationId, connectionId: id, createdBy: ownerId, ...one })))
  })
  return id
}

/** Takes every grant of a connection away. */
export const withdraw = (house: House, id: ConnectionId) =>
  within(house.as("admin"), ({ db }) => db.execute(sql`delete from grants where organization_id = ${house.id} and connection_id = ${id}`))
