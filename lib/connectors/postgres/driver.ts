import "server-only"
import { driver, type Session, type Statement } from "../connector"
import { asTexts, limited, oneNumber } from "../limited"
import { readTables } from "./catalog"
import { checks } from "./checks"
import { explain } from "./errors"
import { link } from "./link"
import { postgres } from "./manifest"
import { readFingerprint, readMarks } from "./marks"
import type { Statements } from "./statements"

/** Opens nothing yet: the first question walks the line, and each check says how far it came. */
export default driver(postgres, {
  async open(source) {
    const line = link(source)
    const { schemas, database } = source.settings
    const words = { user: source.keys.user, database }

    async function answer({ text, values }: Statement, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
      signal.throwIfAborted()
      const sql = await line.signedIn()
      // The source keeps its own clock too, should nobody be left to cancel.
      await line.ask((sql) => sql.rows("select set_config('statement_timeout', $1, false)", [String(Math.ceil(timeoutMs) + 1_000)]))
      const { query, answer } = sql.begin(text, values)
      return limited(answer, {
        signal,
        timeoutMs,
        cancel: () => line.cancel(query),
        cut: () => line.cut(),
        explain: (error) => (source.signal.aborted ? source.signal.reason : explain(error, words)),
      })
    }

    async function* pages<T>(read: (sql: Statements) => AsyncIterable<T>): AsyncGenerator<T> {
      const sql = await line.signedIn()
      try {
        yield* read(sql)
      } catch (error) {
        throw source.signal.aborted ? source.signal.reason : explain(error, words)
      }
    }
    return {
      checks: () => checks(line, source),
      tables: (only) => pages((sql) => readTables(sql, schemas, only)),
      marks: () => pages((sql) => readMarks(sql, schemas)),
      fingerprint: () => line.ask((sql) => readFingerprint(sql, schemas)),
      count: async (statement, limit) => oneNumber(await answer(statement, limit)),
      rows: async (statement, { most, ...limit }) => asTexts(await answer(statement, limit), most),
      close: () => line.close(),
    } satisfies Session
  },
})
