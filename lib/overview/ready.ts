import "server-only"
import { type Opened, rawDatabase } from "@/db/client"
import journal from "@/drizzle/meta/_journal.json"
import { log } from "@/lib/base/log"

/** Short words only: whoever can reach the port may read them. */
export type Readiness = { ready: boolean; database: "up" | "down"; migrations: "current" | "pending" | "unknown" }

const patience = 3_000
const newest = Math.max(0, ...journal.entries.map(({ when }) => when))
/** No such table, no such schema, no right to look: this version never provisioned the database. */
const unprovisioned = new Set(["42P01", "3F000", "42501"])

/** Whether the database answers and has every migration that this version brings. */
export async function readiness(sql: Opened["sql"] = rawDatabase()): Promise<Readiness> {
  const late = new Promise<Readiness>((resolve) =>
    setTimeout(resolve, patience, { ready: false, database: "down", migrations: "unknown" }).unref(),
  )
  return Promise.race([ask(sql), late])
}

async function ask(sql: Opened["sql"]): Promise<Readiness> {
  try {
    const [row] = await sql<{ newest: string | null }[]>`select max(created_at) as newest from drizzle.__drizzle_migrations`
    const current = Number(row?.newest ?? 0) >= newest
    return { ready: current, database: "up", migrations: current ? "current" : "pending" }
  } catch (error) {
    const { code = "", name } = error as { code?: string; name?: string }
    log.warn({ name, code }, "not ready")
    if (unprovisioned.has(code)) return { ready: false, database: "up", migrations: "pending" }
    return { ready: false, database: "down", migrations: "unknown" }
  }
}
