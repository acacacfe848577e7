import { readFileSync } from "node:fs"
import { join } from "node:path"
import { keepPasswords, type RoleName } from "../../scripts/roles"

/** The data folder of the Patchbay under test. */
export const home = () => {
  if (!process.env.E2E_HOME) throw new Error("E2E_HOME names no folder: start the tests with Playwright's own configuration.")
  return process.env.E2E_HOME
}

type Cluster = { port: number; password: string }

/** Where a database of this installation answers, with the administrator's password that the launcher keeps. */
export const clusterIn = (folder: "pg" | "demo-pg"): Cluster => JSON.parse(readFileSync(join(home(), folder, "cluster.json"), "utf8"))

/** Patchbay's own tables, as one of its roles. */
export const ownDatabase = (role: RoleName) =>
  `postgres://${role}:${keepPasswords(home())[role]}@127.0.0.1:${clusterIn("pg").port}/patchbay`
