import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { isAlive, type Mark, markOf } from "./processes"

/** Takes the lock file and returns undefined, or returns what its living holder wrote. A dead holder's lock goes to `inherit` first. */
export async function takeLock<T extends Mark>(path: string, content: T, inherit?: (left: T) => Promise<void>): Promise<T | undefined> {
  mkdirSync(dirname(path), { recursive: true })
  for (;;) {
    if (createWhole(path, JSON.stringify(content))) return
    const held = readText(path)
    if (held === undefined) continue
    const holder = parse<T>(held)
    if (holder && isAlive(holder)) return holder
    if (!moveAside(path, held)) continue
    if (holder) await inherit?.(holder)
  }
}

export async function withLock<T>(path: string, run: () => Promise<T>): Promise<T> {
  while (await takeLock(path, markOf(process.pid))) await wait(100)
  try {
    return await run()
  } finally {
    rmSync(path, { force: true })
  }
}

/** A link appears with its content whole, so that no reader meets an empty lock. */
function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Two may find the same dead lock; only the one who moves exactly what was read goes on. */
function moveAside(path: string, read: string): boolean {
  const aside = `${path}.dead.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return false
  }
  const same = readText(aside) === read
  if (same) rmSync(aside, { force: true })
  else renameSync(aside, path)
  return same
}

function readText(path: string) {
  try {
    return readFileSync(path, "utf8")
  } catch {}
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text)
  } catch {}
}
