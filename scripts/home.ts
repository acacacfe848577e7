import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { stopCluster } from "./cluster"
import { type Server, serverFor } from "./postgres-binaries"
import { type Mark, stopProcess } from "./processes"

/** Who runs here. Left behind by a killed launcher, it tells the next one what to end first. */
export type Running = Mark & { url?: string; children: (Mark & { name: string })[] }

export const clusterFolders = ["pg", "demo-pg"]
const ours = [...clusterFolders, "keys", "files", "logs", "database.json", "patchbay.json", "demo.json", "demo-receiver"]

export const lockFile = (home: string) => join(home, "running.json")

export function openHome(home: string) {
  const asRoot = process.getuid?.() === 0
  if (!existsSync(home)) mkdirSync(home, { recursive: true, mode: asRoot ? 0o711 : 0o700 })
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new Error(`${home} cannot be written by this account. Set PATCHBAY_HOME to a folder of your own.`)
  }
  const marker = join(home, "patchbay.json")
  const others = readdirSync(home).filter((name) => !name.startsWith("running.json"))
  if (!existsSync(marker))
    writeFileSync(marker, JSON.stringify({ made: new Date().toISOString(), alone: others.length === 0 }), { mode: 0o600 })
}

/** Ends what a launcher that was killed outright left behind. The databases stay: they are found running and used. */
export async function stopOrphans(left: Running) {
  await Promise.all(left.children.map((child) => stopProcess(child, { grace: 5000, group: true })))
}

/** Deletes what Patchbay keeps. In a folder that held other things from the first, only what bears our names. */
export async function emptyHome(home: string, alone: boolean) {
  for (const name of clusterFolders) {
    const dir = join(home, name)
    if (!existsSync(dir)) continue
    await stopCluster(dir)
    const { data }: Server = serverFor(dir)
    rmSync(data, { recursive: true, force: true })
  }
  const names = readdirSync(home).filter((name) => !name.startsWith("running.json"))
  for (const name of alone ? names : names.filter((name) => ours.includes(name))) rmSync(join(home, name), { recursive: true, force: true })
}
