import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import { env } from "@/lib/base/env"
import * as schema from "./schema"

/** Drizzle sends each statement as a stranger, in two round trips. Here a connection remembers what it has parsed, and it takes one. */
function remembering<S extends postgres.Sql | postgres.TransactionSql>(client: S): S {
  const prepared = (text: string, values?: Parameters<S["unsafe"]>[1]) => client.unsafe(text, values, { prepare: true })
  // biome-ignore lint/suspicious/noExplicitAny: the driver's own type of these is two overloads
  const inside = (start: (work: any) => Promise<any>) => (work: (client: postgres.TransactionSql) => unknown) =>
    start((started: postgres.TransactionSql) => work(remembering(started)))
  const handler: ProxyHandler<S> = {
    get(target, key) {
      if (key === "unsafe") return prepared
      if (key === "begin" && "begin" in target) return inside(target.begin)
      if (key === "savepoint" && "savepoint" in target) return inside(target.savepoint)
      return Reflect.get(target, key)
    },
  }
  return new Proxy(client, handler)
}

/** Opens a pool. One driver everywhere; a transaction-long `set_config` gives each act its tenant. */
export function open(url: string, max: number) {
  const sql = postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    // Statements are parsed once a connection; each is still planned for its own values.
    connection: { application_name: "patchbay", plan_cache_mode: "force_custom_plan" },
  })
  return { sql, db: drizzle(remembering(sql), { schema, casing: "snake_case" }) }
}
export type Opened = ReturnType<typeof open>
type Root = Opened["db"]
/** The pool, or a transaction on it. */
export type Database = Omit<Root, "$client">

// Kept on globalThis, because `next dev` loads modules again and would open a pool each time.
const kept = globalThis as { patchbayDatabase?: Opened }
const opened = () => {
  kept.patchbayDatabase ??= open(env().DATABASE_URL, env().PATCHBAY_POOL)
  return kept.patchbayDatabase
}

export const database = (): Database => opened().db
export const rawDatabase = (): Opened["sql"] => opened().sql
export const closeDatabase = async () => {
  await kept.patchbayDatabase?.sql.end({ timeout: 5 })
  kept.patchbayDatabase = undefined
}
