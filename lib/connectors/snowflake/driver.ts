import "server-only"
import { driver, type Session, SourceError, type Statement } from "../connector"
import { asTexts, limited, oneNumber } from "../limited"
import { readTables } from "./catalog"
import { checks } from "./checks"
import { link } from "./link"
import { snowflake } from "./manifest"
import { session } from "./session"

/** Sends nothing yet: the first question signs in, and each check says how far it came. */
export default driver(snowflake, {
  async open(source) {
    const line = link(source)
    const known = session(line, source)

    async function answer({ text, values }: Statement, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
      signal.throwIfAborted()
      // Snowflake has no sessions that only read: what is no question is not sent.
      if (!/^\s*select\b/i.test(text))
        throw new SourceError("unsupported", "Patchbay only sends questions, and this is none.", "not-a-select")
      const cut = new AbortController()
      let handle: string | undefined
      let unwanted = false
      const cells = line.cells(text, {
        values,
        place: "whole",
        timeoutMs: timeoutMs + 1_000,
        signal: cut.signal,
        started(begun) {
          handle = begun
          if (unwanted) line.cancel(begun).catch(() => cut.abort())
        },
      })
      return limited(cells, {
        signal,
        timeoutMs,
        async cancel() {
          unwanted = true
          if (handle) await line.cancel(handle)
        },
        cut: () => cut.abort(),
        explain: (error) => error,
      })
    }

    return {
      checks: () => checks(line, source, known),
      async *tables() {
        yield* readTables(line, await known.schemas(), await known.rights(), await known.shared())
      },
      count: async (statement, limit) => oneNumber(await answer(statement, limit)),
      rows: async (statement, { most, ...limit }) => asTexts(await answer(statement, limit), most),
      close: () => line.close(),
    } satisfies Session
  },
})
