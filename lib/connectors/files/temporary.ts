import "server-only"
import { randomUUID } from "node:crypto"
import { mkdir, readdir, rm, stat } from "node:fs/promises"
import { hostname } from "node:os"
import { join, resolve } from "node:path"
import { env } from "../../base/env"
import { times } from "../../base/times"

const root = () => resolve(env().PATCHBAY_HOME, "fetched")
const own = () => `${hostname().replace(/[^\w-]/g, "-")}.${process.pid}`

/** A folder for what is fetched to be counted. It goes with the session. */
export async function temporaryFolder(): Promise<string> {
  const folder = join(root(), `${own()}.${randomUUID()}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** What a worker that was killed has left behind. Another machine's is left alone for a day: its worker may live. */
export async function sweepFetched(): Promise<void> {
  const here = own().replace(/\.\d+$/, "")
  for (const name of await readdir(root()).catch(() => [])) {
    const [, host = "", pid = ""] = /^([\w-]+)\.(\d+)\./.exec(name) ?? []
    const path = join(root(), name)
    const left = host === here ? !lives(Number(pid)) : Date.now() - (await stat(path)).mtimeMs > times.day
    if (left) await rm(path, { recursive: true, force: true })
  }
}

function lives(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
