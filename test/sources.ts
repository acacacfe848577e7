import { randomBytes } from "node:crypto"
import postgres from "postgres"
import type { Context } from "@/lib/access/context"
import type { ConnectionId } from "@/lib/base/ids"
import { createConnection } from "@/lib/connections/create"
import { refreshConnection } from "@/lib/connections/refresh"
import { validateConnection } from "@/lib/connections/validate"
import { refreshSchema } from "@/lib/schemas/refresh"
import type { House } from "./world"

export type TestSource = {
  admin: postgres.Sql
  settings: Record<string, unknown>
  keys: { user: string; password: string }
  database: string
}

const opened: postgres.Sql[] = []
export const closeSources = () => Promise.all(opened.splice(0).map((sql) => sql.end({ timeout: 2 })))

/** A real database with a login that may read nothing yet. `customers` and `orders` are there. */
export async function aSource(): Promise<TestSource> {
  const url = new URL(process.env.TEST_SOURCE_ADMIN_URL ?? "")
  const name = `s_${randomBytes(6).toString("hex")}`
  const password = randomBytes(16).toString("hex")
  const root = postgres(url.href, { max: 1, onnotice() {} })
  await root.unsafe(`create role ${name} login password '${password}'`)
  await root.unsafe(`create database ${name}`)
  await root.unsafe(`revoke all on database ${name} from public; grant connect on database ${name} to ${name}`)
  await root.end()
  url.pathname = `/${name}`
  const admin = postgres(url.href, { max: 2, onnotice() {} })
  opened.push(admin)
  await admin.unsafe(`
    revoke all on schema public from public;
    create table customers (id bigint primary key, email text, country text not null, spent numeric(10,2));
    create table orders (id bigint primary key, customer_id bigint not null, total numeric(10,2), placed_at timestamptz not null);
    insert into customers select i, 'c' || i || '@shop.test', 'DE', i from generate_series(1, 10) i;`)
  return {
    admin,
    database: name,
    settings: { host: url.hostname, port: Number(url.port), database: name, tls: "off" },
    keys: { user: name, password },
  }
}

/** The same with every right that a connection needs. */
export async function aReadableSource(): Promise<TestSource> {
  const source = await aSource()
  await source.admin.unsafe(
    `grant usage on schema public to ${source.database}; grant select on all tables in schema public to ${source.database}`,
  )
  return source
}

let made = 0
export const wanted = ({ settings, keys }: Pick<TestSource, "settings" | "keys">, more: object = {}) => ({
  platform: "postgres",
  method: "password",
  name: `Cloud ${++made}`,
  description: "",
  settings,
  keys,
  access: { kind: "default" as const },
  ...more,
})

/** Created and validated, as far as it gets. */
export async function connected(house: House, ctx: Context, source: TestSource, more: object = {}): Promise<ConnectionId> {
  const { id, runId } = await createConnection(ctx, wanted(source, more))
  await validateConnection(house.worker(), { connectionId: id, runId })
  return id
}

/** The first refresh was promised by the validation: this keeps it, or asks for another. */
export async function refreshed(house: House, ctx: Context, connectionId: ConnectionId): Promise<void> {
  const { runId } = await refreshConnection(ctx, { connectionId })
  await refreshSchema(house.worker(), { connectionId, runId })
}
