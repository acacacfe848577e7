import "server-only"
import { driver, type Session, SourceError } from "../connector"
import { limited } from "../limited"
import { readFingerprint, readTables } from "./catalog"
import { checks } from "./checks"
import { explain } from "./errors"
import { link } from "./link"
import { postgres } from "./manifest"

/** Opens nothing yet: the first question walks the line, and each check says how far it came. */
export default driver(postgres, {
  async open(source) {
    const line = link(source)
    const { schemas, database } = source.settings
    const words = { user: source.keys.user, database }
    return {
      checks: () => checks(line, source),
      async *tables() {
        const sql = await line.signedIn()
        try {
          yield* readTables(sql, schemas)
        } catch (error) {
          throw source.signal.aborted ? source.signal.reason : explain(error, words)
        }
      },
      fingerprint: () => line.ask((sql) => readFingerprint(sql, schemas)),
      async count({ text, values }, { signal, timeoutMs }) {
        signal.throwIfAborted()
        const sql = await line.signedIn()
        // The source keeps its own clock too, should nobody be left to cancel.
        await line.ask((sql) => sql`select set_config('statement_timeout', ${String(Math.ceil(timeoutMs) + 1_000)}, false)`)
        // Never the simple protocol: it would run several statements.
        const query = sql.unsafe(text, values as string[], { simple: false } as { prepare?: boolean }).values()
        const [row] = await limited(
          query.then((rows) => rows),
          {
            signal,
            timeoutMs,
            cancel: () => line.cancel(query),
            cut: () => line.cut(),
            explain: (error) => (source.signal.aborted ? source.signal.reason : explain(error, words)),
          },
        )
        const count = Number(row?.[0])
        if (!Number.isSafeInteger(count)) throw new SourceError("unsupported", "The source did not answer with a number.")
        return count
      },
      close: () => line.close(),
    } satisfies Session
  },
})
