import { spawn } from "node:child_process"
import { loadavg } from "node:os"

export const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Wall milliseconds of one piece of work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Runs one line of shell; its words are the error. */
export function shell(line: string, env: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", `set -o pipefail; ${line}`], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...env },
    })
    let errors = ""
    child.stderr.on("data", (chunk) => (errors += chunk))
    child.on("error", reject)
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(errors || `code ${code}`))))
  })
}

/** A ratio beside what the issue asks of it. */
export const against = (ratio: number, target: number, which: "at most" | "at least") =>
  `${ratio.toFixed(2)}x (${which} ${target}: ${(which === "at most" ? ratio <= target : ratio >= target) ? "kept" : "MISSED"})`

export const load = () => `load of the machine ${loadavg()[0]?.toFixed(1)}`
