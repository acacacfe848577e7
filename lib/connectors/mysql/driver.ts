import "server-only"
import { driver, type Session, SourceError } from "../connector"
import { limited } from "../limited"
import { readTables } from "./catalog"
import { checks } from "./checks"
import { link } from "./link"
import { mysql } from "./manifest"

/** Opens nothing yet: the first question walks the line, and each check says how far it came. */
export default driver(mysql, {
  async open(source) {
    const line = link(source)
    return {
      checks: () => checks(line, source),
      tables: () => readTables(line, source.settings.database),
      async count({ text, values }, { signal, timeoutMs }) {
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
        const count = Number(Object.values(rows[0] ?? {})[0])
        if (!Number.isSafeInteger(count)) throw new SourceError("unsupported", "The source did not answer with a number.")
        return count
      },
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
