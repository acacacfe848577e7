import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { startCluster } from "../scripts/cluster"
import { provision } from "../scripts/provision"

/** A real worker keeps every promise that it finds. Here it finds those of one file: this gives it a database of its own. */
export async function ownDatabase(): Promise<void> {
  const home = process.env.PATCHBAY_HOME ?? ""
  const { url } = await startCluster({ dir: join(home, "pg"), port: 0, throwaway: true })
  const { ownerUrl, webUrl, workerUrl } = await provision({ adminUrl: url("postgres"), database: "worker_test", home })
  Object.assign(process.env, { TEST_OWNER_URL: ownerUrl, TEST_WEB_URL: webUrl, TEST_WORKER_URL: workerUrl, DATABASE_URL: webUrl })
}

const children = new Set<ChildProcess>()
export const endAll = () => Promise.all([...children].map((child) => ended(child, "SIGKILL")))

/** The worker as it runs for real: its own process, its own role. */
export async function aWorker(more: Record<string, string> = {}): Promise<ChildProcess> {
  const { PATCHBAY_VAULT_PUBLIC: _, ...env } = process.env
  const args = ["--conditions=react-server", "--import", "tsx", join(import.meta.dirname, "../worker/main.ts")]
  const child = spawn(process.execPath, args, {
    env: { ...env, DATABASE_URL: process.env.TEST_WORKER_URL, LOG_LEVEL: "info", ...more },
    stdio: ["ignore", "pipe", "inherit"],
  })
  children.add(child)
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes("the worker is ready")) break
  return child
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, "exit")
  child.kill(signal)
  const [code] = await exit
  return code
}
