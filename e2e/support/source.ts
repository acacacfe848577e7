import { readFileSync } from "node:fs"
import { join } from "node:path"
import postgres from "postgres"
import { readerOf } from "../../scripts/demo/readers"
import { clusterIn, home } from "./installation"

/** Where the demo's databases answer. */
export const cluster = () => clusterIn("demo-pg")

/** What the owner of the data does with their own tools. */
export async function inSource(database: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const { port, password } = cluster()
  const sql = postgres({ host: "127.0.0.1", port, user: "postgres", password, database, max: 1, onnotice() {} })
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = await sql.unsafe(statement)
    return rows
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A reader of the demo as a connection string, the way its owner would paste it. */
export function stringOf(role: string, { database = readerOf(role).database, secret = readerOf(role).password } = {}) {
  return `postgres://${role}:${encodeURIComponent(secret)}@127.0.0.1:${cluster().port}/${database}`
}

/** Stops the source's server in its tracks: it still accepts, and never answers. Answers the way to wake it. */
export function freezeSource(): () => void {
  const [pid] = readFileSync(join(home(), "demo-pg", "data", "postmaster.pid"), "utf8").split("\n")
  process.kill(Number(pid), "SIGSTOP")
  return () => void process.kill(Number(pid), "SIGCONT")
}
