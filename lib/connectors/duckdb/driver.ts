import "server-only"
import { stat } from "node:fs/promises"
import { type CheckResult, driver, type Session, SourceError, type Statement } from "../connector"
import { asTexts, limited, oneNumber } from "../limited"
import { nothingToSee, once, plural, steps } from "../steps"
import { countTables, readTables } from "./catalog"
import { duckdb } from "./manifest"
import { engine } from "./process"
import { checkIsDuckdb } from "./sniff"

/** Opens nothing yet: the first question starts the child and opens the file there, read-only. */
export default driver(duckdb, {
  async open({ settings, signal, locate }) {
    const running = engine(signal)
    const located = once(() => locate(settings.file))
    const opened = once(async () => {
      const path = await located()
      await checkIsDuckdb(path)
      await running.open(path)
      return running
    })

    async function answer({ text, values }: Statement, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
      signal.throwIfAborted()
      await opened()
      return limited(running.query(text, values), {
        signal,
        timeoutMs,
        cancel: running.interrupt,
        cut: running.close,
        explain: (error) => error,
      })
    }

    return {
      checks: () =>
        steps([
          { key: "connect", title: "Find the file", gate: true, run: async () => found(await located()) },
          {
            key: "database",
            title: "Open the file",
            gate: true,
            async run() {
              await opened()
              return { outcome: "passed", message: "It is a DuckDB database, opened read-only in a process of its own." }
            },
          },
          { key: "tables", title: "Read the tables", run: async () => anyTable(await countTables(await opened())) },
          {
            key: "introspect",
            title: "Read the schema",
            async run() {
              const { tables, columns } = await countTables(await opened())
              return { outcome: "passed", message: `${plural(tables, "table")} with ${plural(columns, "column")}.` }
            },
          },
        ]),
      async *tables() {
        yield* readTables(await opened())
      },
      /** What was written last stands in the log beside the file until DuckDB folds it in: the engine reads both. */
      async fingerprint() {
        const path = await located()
        const file = await stat(path).catch(() => {
          throw new SourceError("file", "The file is not there any more.", "gone")
        })
        const log = await stat(`${path}.wal`).catch(() => undefined)
        return [file, log].flatMap((one) => (one ? `${one.ino}/${one.size}/${one.mtimeMs}` : [])).join("+")
      },
      count: async (statement, limit) => oneNumber(await answer(statement, limit)),
      rows: async (statement, { most, ...limit }) => asTexts(await answer(statement, limit), most),
      close: async () => running.close(),
    } satisfies Session
  },
})

async function found(path: string): Promise<CheckResult> {
  const size = await stat(path).then(
    (file) => file.size,
    () => {
      throw new SourceError("file", "The file is not there any more, or Patchbay may not read it.", "gone")
    },
  )
  return { outcome: "passed", message: `The file is there: ${(size / 1_048_576).toFixed(1)} MB.` }
}

function anyTable({ tables }: { tables: number }): CheckResult {
  if (tables === 0) return { outcome: "failed", reason: "missing", message: nothingToSee("The file") }
  const grant = {
    permission: "Read",
    object: "at least one table",
    neededFor: "reading the schema and counting",
    required: true,
    held: true,
  }
  return { outcome: "passed", message: `${plural(tables, "table")} can be read.`, grants: [grant] }
}
