import { type SpawnOptions, spawn } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { type Server, serverEnvironment } from "./postgres-binaries"
import { bornAt, processesIn } from "./processes"

/** The postmaster that serves a data folder, unless it is dead or a zombie. */
export function livingPostmaster(data: string): { pid: number; port?: number } | undefined {
  const lines = readPidFile(data)
  const pid = Number(lines?.[0])
  if (!pid || !bornAt(pid) || !isPostgres(pid)) return
  return { pid, port: Number(lines?.[3]) || undefined }
}

/**
 * After kill -9 the postmaster may stay a zombie that pg_ctl takes for alive. Its pid file may only go once no backend works in the
 * folder any more: two servers on one folder would destroy it.
 */
export async function sweepDeadPostmaster(data: string) {
  if (!readPidFile(data)) return
  for (const end = Date.now() + 10_000; processesIn(data).length > 0 && Date.now() < end; await wait(100));
  const orphans = processesIn(data)
  for (const { pid } of orphans) process.kill(pid, "SIGQUIT")
  for (const end = Date.now() + 10_000; processesIn(data).length > 0 && Date.now() < end; await wait(100));
  if (processesIn(data).length > 0) throw new Error(`Processes of a killed PostgreSQL still work in ${data}; end them and start again.`)
  rmSync(join(data, "postmaster.pid"), { force: true })
}

/** Runs one of PostgreSQL's programs as the account that owns the data, out of reach of the terminal's Ctrl-C. */
export function run(server: Server, program: string, args: string[], output: "pipe" | "ignore" = "pipe") {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const options: SpawnOptions = { ...server.as, cwd: "/", env: serverEnvironment, detached: true, stdio: ["ignore", output, output] }
    const child = spawn(join(server.bin, program), args, options)
    let text = ""
    child.stdout?.on("data", (chunk) => (text += chunk))
    child.stderr?.on("data", (chunk) => (text += chunk))
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, output: text }))
  })
}

function readPidFile(data: string) {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")
  } catch {}
}

// After a reboot the number in the pid file may be anybody's.
function isPostgres(pid: number) {
  if (process.platform !== "linux") return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]?.endsWith("postgres") ?? false
  } catch {
    return false
  }
}
