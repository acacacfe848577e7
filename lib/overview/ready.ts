import "server-only"
import { type Opened, rawDatabase } from "@/db/client"
import { log } from "@/lib/base/log"
import { migrationIsPending } from "./pending"

/** Short words only: whoever can reach the port may read them. */
export type Readiness = { ready: boolean; database: "up" | "down"; migrations: "current" | "pending" | "unknown" }

const patience = 3_000

export async function readiness(sql: Opened["sql"] = rawDatabase()): Promise<Readiness> {
  const late = new Promise<Readiness>((resolve) =>
    setTimeout(resolve, patience, { ready: false, database: "down", migrations: "unknown" }).unref(),
  )
  return Promise.race([ask(sql), late])
}

async function ask(sql: Opened["sql"]): Promise<Readiness> {
  try {
    const pending = await migrationIsPending(sql)
    return { ready: !pending, database: "up", migrations: pending ? "pending" : "current" }
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string }
    log.warn({ name, code }, "not ready")
    return { ready: false, database: "down", migrations: "unknown" }
  }
}
