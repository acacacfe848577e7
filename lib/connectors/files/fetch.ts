import "server-only"
import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import { open, rm } from "node:fs/promises"
import { join } from "node:path"
import { Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import { env } from "../../base/env"
import { SourceError } from "../connector"
import { headerOf, isZipped, nameOf, textOf } from "./formats"
import type { Local } from "./relation"
import type { Workshop } from "./sample"
import type { Format } from "./settings"
import type { Entry } from "./store"

const atOnce = 4
const mostFiles = 10_000
const headBytes = 256 * 1024
const megabyte = 1024 * 1024

/** Keeps count of what a question would fetch, and says no before it is fetched. */
export function budget() {
  const most = env().PATCHBAY_COUNT_MAX_MB
  let [files, bytes] = [0, 0]
  return (entry: Entry) => {
    files++
    bytes += entry.size
    const hint = "Narrow the filter to fewer partitions, write larger summaries, or ask the operator for a higher limit."
    if (bytes > most * megabyte)
      throw new SourceError(
        "unsupported",
        `This count would fetch more than ${most.toLocaleString("en-US")} MB of files, which is the limit. ${hint}`,
        "budget",
      )
    if (files > mostFiles)
      throw new SourceError(
        "unsupported",
        `This count would fetch more than ${mostFiles.toLocaleString("en-US")} files, which is the limit. ${hint}`,
        "budget",
      )
  }
}

/** Brings files into the session's folder. What was fetched for the last count and has not changed is not fetched again. */
export function fetcher({ store, layout, folder }: Workshop) {
  const kept = new Map<string, { tag: string; size: number; local: Local; path: string; used: number }>()
  let round = 0

  async function fetchOne(entry: Entry, format: Format, signal: AbortSignal): Promise<Local> {
    const found = kept.get(entry.key)
    if (found && found.tag === entry.tag && found.size === entry.size) {
      found.used = round
      return found.local
    }
    const path = join(folder, createHash("sha256").update(`${entry.key}\n${entry.tag}`).digest("hex"))
    await download(entry, path, signal)
    const local = await describeLocal(entry, format, path)
    kept.set(entry.key, { tag: entry.tag, size: entry.size, local, path, used: round })
    return local
  }

  async function download(entry: Entry, path: string, signal: AbortSignal) {
    let got = 0
    const measure = new Transform({
      transform(part: Buffer, _, done) {
        got += part.length
        // An object that grew while it was read is not what was allowed for.
        done(got > entry.size ? changed(entry) : null, part)
      },
    })
    await pipeline(await store.read(entry.key, { signal }), measure, createWriteStream(path, { mode: 0o600 }), { signal })
    if (got < entry.size) throw changed(entry)
  }

  async function describeLocal(entry: Entry, format: Format, path: string): Promise<Local> {
    const zipped = format !== "parquet" && isZipped(entry.key)
    const handle = await open(path)
    try {
      const head = Buffer.alloc(Math.min(headBytes, entry.size))
      await handle.read(head, 0, head.length, 0)
      if (format === "parquet") {
        const tail = Buffer.alloc(4)
        await handle.read(tail, 0, 4, Math.max(0, entry.size - 4))
        if (`${head.toString("latin1", 0, 4)}${tail.toString("latin1")}` !== "PAR1PAR1")
          throw new SourceError(
            "file",
            `${nameOf(entry.key)}: this Parquet file is damaged or cut off, or is no Parquet file. Write it anew.`,
            "parquet",
          )
        return { path, zipped }
      }
      const plain = textOf(entry.key, head, entry.size <= headBytes)
      return format === "csv" ? { path, zipped, ...headerOf(entry.key, plain, layout) } : { path, zipped }
    } finally {
      await handle.close()
    }
  }

  return async (entries: Entry[], format: Format, signal: AbortSignal): Promise<Map<Entry, Local>> => {
    round++
    const locals = new Map<Entry, Local>()
    const waiting = entries[Symbol.iterator]()
    const stop = new AbortController()
    const both = AbortSignal.any([signal, stop.signal])
    const carry = async () => {
      try {
        for (const entry of waiting) {
          both.throwIfAborted()
          locals.set(entry, await fetchOne(entry, format, both))
        }
      } catch (error) {
        stop.abort(error)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, carry))
    both.throwIfAborted()
    for (const [key, { used, path }] of kept)
      if (used < round) {
        kept.delete(key)
        await rm(path, { force: true })
      }
    return locals
  }
}

const changed = ({ key }: Entry) =>
  new SourceError("unreachable", `${nameOf(key)}: the file changed or broke off while it was read. Try again.`, "changed")
