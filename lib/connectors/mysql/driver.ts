import "server-only"
import { driver, type Session, type Statement } from "../connector"
import { asTexts, limited, oneNumber } from "../limited"
import { readTables } from "./catalog"
import { checks } from "./checks"
import { link } from "./link"
import { mysql } from "./manifest"

/** Opens nothing yet: the first question walks the line, and each check says how far it came. */
export default driver(mysql, {
  async open(source) {
    const line = link(source)

    async function answer({ text, values }: Statement, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
      signal.throwIfAborted()
      await line.ready()
      await limitStatements(line, timeoutMs + 1_000)
      const rows = await limited(line.ask(text, values), {
        signal,
        timeoutMs,
        cancel: line.kill,
        cut: line.cut,
        explain: (error) => error,
      })
      return rows.map((row) => Object.values(row))
    }

    return {
      checks: () => checks(line, source),
      tables: () => readTables(line, source.settings.database),
      count: async (statement, limit) => oneNumber(await answer(statement, limit)),
      rows: async (statement, { most, ...limit }) => asTexts(await answer(statement, limit), most),
      close: () => line.close(),
    } satisfies Session
  },
})

/** The source keeps its own clock too, should nobody be left to cancel. MariaDB counts in seconds, MySQL in milliseconds. */
async function limitStatements(line: ReturnType<typeof link>, ms: number) {
  const whole = Math.ceil(ms)
  await line
    .ask(`set session max_statement_time = ${whole / 1_000}`)
    .catch(() => line.ask(`set session max_execution_time = ${whole}`).catch(() => {}))
}
