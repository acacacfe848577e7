import "server-only"
import { rm } from "node:fs/promises"
import type { Session, Statement, Table } from "../connector"
import { engine } from "../duckdb/process"
import { asTexts, limited, oneNumber } from "../limited"
import { once } from "../steps"
import { layOut } from "./count"
import { engineWords } from "./errors"
import { fetcher } from "./fetch"
import { type Place, places } from "./layout"
import { describe, type Workshop } from "./sample"
import type { Layout } from "./settings"
import type { Store } from "./store"
import { sweepFetched, temporaryFolder } from "./temporary"

const atOnce = 6
const perPage = 48

/** What every store of files can do once it can list and read: schemas from samples, counts from files that are fetched for them. */
export function filesSession(store: Store, layout: Layout, signal: AbortSignal): FilesSession {
  const running = engine(signal, engineWords)
  const swept = once(sweepFetched)
  const bench = once(async () => {
    await swept()
    const folder = await temporaryFolder()
    const shop: Workshop = { store, layout, engine: running, folder, signal }
    await running.open({ folder }).catch(async (error) => {
      await rm(folder, { recursive: true, force: true })
      throw error
    })
    return { shop, fetch: fetcher(shop) }
  })
  let opened = false
  const workshop = () => {
    opened = true
    return bench()
  }
  let last: Promise<unknown> = Promise.resolve()
  /** The engine holds one layout at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }

  async function* tables(): AsyncGenerator<Table[]> {
    const { shop } = await workshop()
    let page: Place[] = []
    for await (const place of places(store, layout)) {
      page.push(place)
      if (page.length < perPage) continue
      yield await describeAll(shop, page)
      page = []
    }
    if (page.length > 0) yield await describeAll(shop, page)
  }

  async function ask({ text, values, reads }: Statement, { signal: wish, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
    wish.throwIfAborted()
    const stop = new AbortController()
    const early = Promise.withResolvers<never>()
    let asking = false
    const work = inTurn(async () => {
      stop.signal.throwIfAborted()
      const { shop, fetch } = await workshop()
      if (reads) await layOut(shop, fetch, reads, AbortSignal.any([stop.signal, signal]))
      stop.signal.throwIfAborted()
      asking = true
      try {
        return await running.query(text, values)
      } finally {
        asking = false
      }
    })
    return limited(Promise.race([work, early.promise]), {
      signal: wish,
      timeoutMs,
      async cancel() {
        stop.abort()
        // Whoever waits for a turn, or for files, leaves at once; the engine is not disturbed on their account.
        if (asking) await running.interrupt()
        else early.reject(stop.signal.reason)
      },
      cut: running.close,
      explain: (error) => (signal.aborted ? signal.reason : error),
    })
  }

  return {
    tables,
    count: async (statement, limit) => oneNumber(await ask(statement, limit)),
    rows: async (statement, { most, ...limit }) => asTexts(await ask(statement, limit), most),
    async look(most) {
      const { shop } = await workshop()
      const found: Place[] = []
      for await (const place of places(store, layout)) {
        if (found.length === most) return { tables: await describeAll(shop, found), more: true }
        found.push(place)
      }
      return { tables: await describeAll(shop, found), more: false }
    },
    async close() {
      running.close()
      if (opened)
        await bench()
          .then(({ shop }) => rm(shop.folder, { recursive: true, force: true }))
          .catch(() => {})
    },
  }
}
export type FilesSession = Required<Pick<Session, "tables" | "count" | "rows" | "close">> & {
  /** The first tables, for the checks: enough to say whether anything can be read. */
  look(most: number): Promise<{ tables: Table[]; more: boolean }>
}

async function describeAll(shop: Workshop, all: Place[]): Promise<Table[]> {
  const found: Table[] = []
  const waiting = all.entries()
  const work = async () => {
    for (const [at, place] of waiting) found[at] = await describe(shop, place)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}
