import { spawn } from "node:child_process"
import { join } from "node:path"
import { root } from "./build"

export type Outcome = { passed: number; failed: number; skipped: number; note?: string }

export const bin = (name: string) => join(root, "node_modules", ".bin", name)

/** A check that is one thing: it counts as one. */
export async function single(check: Promise<boolean>): Promise<Outcome> {
  const passed = await check
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

/** Runs a program of the packages with its output shown; true when it ended well. */
export function command(program: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    })
    const stop = () => child.kill("SIGTERM")
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop)
    child.on("error", reject)
    child.on("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, stop)
      resolve(code === 0)
    })
  })
}
