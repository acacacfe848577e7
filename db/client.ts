import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import { env } from "@/lib/base/env"
import * as schema from "./schema"

/** Opens a pool. One driver everywhere; a transaction-long `set_config` gives each act its tenant. */
export function open(url: string, max: number) {
  const sql = postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "patchbay" },
  })
  return { sql, db: drizzle(sql, { schema, casing: "snake_case" }) }
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
