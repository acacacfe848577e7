import { join, resolve } from "node:path"
import { root } from "./build"
import { startCluster } from "./cluster"
import { openHome } from "./home"

type Admin = { adminUrl: string; home: string }

/** The database that an administrator's URL means: an unnamed one and `postgres` both stand for ours. */
export function databaseIn(adminUrl: string) {
  const named = decodeURIComponent(new URL(adminUrl).pathname.slice(1))
  return ["", "postgres"].includes(named) ? "patchbay" : named
}

/** Runs with the administrator's way into the database of this data folder, started for the occasion unless it runs. */
export async function withAdmin(run: (admin: Admin) => Promise<void>) {
  const home = resolve(process.env.PATCHBAY_HOME || join(root, ".data"))
  openHome(home)
  if (process.env.DATABASE_URL) return run({ adminUrl: process.env.DATABASE_URL, home })
  const cluster = await startCluster({ dir: join(home, "pg"), port: 54_320, log: console.log })
  try {
    await run({ adminUrl: cluster.url("patchbay"), home })
  } finally {
    if (!cluster.wasRunning) await cluster.stop()
  }
}
