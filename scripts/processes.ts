import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync, readlinkSync } from "node:fs"
import { setTimeout as wait } from "node:timers/promises"

/** A process id alone may belong to someone else tomorrow; with its birth it cannot. */
export type Mark = { pid: number; born: string }

export const markOf = (pid: number): Mark => ({ pid, born: bornAt(pid) ?? "" })
export const isAlive = ({ pid, born }: Mark) => born !== "" && bornAt(pid) === born

/** When a process was born; undefined when it is gone or a zombie that only waits to be reaped. */
export function bornAt(pid: number): string | undefined {
  return process.platform === "linux" ? bornOnLinux(pid) : bornElsewhere(pid)
}

function bornOnLinux(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    if (["Z", "X"].includes(fields[0] ?? "")) return
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`
  } catch {}
}

function bornElsewhere(pid: number) {
  const line = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim()
  return line && !line.startsWith("Z") ? line.replace(/^\S+\s+/, "") : undefined
}

/** Asks a process to end, and after `grace` milliseconds no longer asks. */
export async function stopProcess(mark: Mark, { grace = 10_000, group = false } = {}) {
  const target = group ? -mark.pid : mark.pid
  if (!isAlive(mark)) return
  send(target, "SIGTERM")
  for (const end = Date.now() + grace; Date.now() < end; await wait(50)) if (!isAlive(mark)) break
  if (isAlive(mark) || group) send(target, "SIGKILL")
  for (const end = Date.now() + 2000; isAlive(mark) && Date.now() < end; ) await wait(50)
}

function send(target: number, signal: NodeJS.Signals) {
  try {
    process.kill(target, signal)
  } catch {}
}

/** Living processes whose working directory is `folder` (Linux; elsewhere none are found). */
export function processesIn(folder: string): Mark[] {
  if (process.platform !== "linux") return []
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && cwdOf(name) === folder)
    .map((name) => markOf(Number(name)))
    .filter(isAlive)
}

function cwdOf(pid: string) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {}
}
