import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { type Mark, markOf, stopProcess } from "./processes"

type Program = {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** Where its output goes; without one, to the terminal. */
  logFile?: string
}

const root = join(import.meta.dirname, "..")
/** Preloaded into every child, so that none outlives a launcher that was killed outright. */
export const withParent = join(import.meta.dirname, "with-parent.mjs")

/** Keeps the programs alive: one that dies comes back, later each time it dies early. */
export function superviseAll(programs: Program[], changed: (living: (Mark & { name: string })[]) => void) {
  const living = new Map<string, Mark & { name: string }>()
  let stopping = false

  const keep = async (program: Program) => {
    for (let pause = 500; !stopping; pause = Math.min(pause * 2, 15_000)) {
      const started = Date.now()
      const child = launch(program)
      if (child.pid) living.set(program.name, { ...markOf(child.pid), name: program.name })
      changed([...living.values()])
      const how = await ended(child)
      living.delete(program.name)
      changed([...living.values()])
      if (stopping) return
      if (Date.now() - started > 60_000) pause = 500
      console.error(
        `The ${program.name} process ended (${how}); it starts again in ${pause / 1000} s.${program.logFile ? ` Its words: ${program.logFile}` : ""}`,
      )
      await wait(pause)
    }
  }
  const kept = programs.map(keep)

  return async function stopAll() {
    stopping = true
    await Promise.all([...living.values()].map((child) => stopProcess(child, { grace: 10_000, group: true })))
    await Promise.race([Promise.all(kept), wait(1000)])
  }
}

// A group of its own: Ctrl-C reaches the launcher alone, which then ends its children in order.
function launch({ args, env, logFile }: Program) {
  const output = logFile ? openLog(logFile) : "inherit"
  const child = spawn(process.execPath, ["--import", withParent, ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  })
  if (typeof output === "number") closeSync(output)
  return child
}

function openLog(path: string) {
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.1`)
  return openSync(path, "a", 0o600)
}

function ended(child: ChildProcess) {
  return new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`))
  })
}

/** Runs one of our scripts to its end and answers what it printed. */
export function runScript(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", withParent, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe", "ipc"] })
    let [output, errors] = ["", ""]
    child.stdout?.on("data", (chunk) => (output += chunk))
    child.stderr?.on("data", (chunk) => (errors += chunk))
    child.on("error", reject)
    child.on("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`${args.at(-1)} failed:\n${errors || output}`))))
  })
}
