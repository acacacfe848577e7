import type { Sql } from "postgres"
import type { Meter } from "../connector"

type Bound = (string | null)[]

/** The statements of a session, each counted. A page of a long answer is a request of its own, as it is on the line. */
export const statements = (sql: Sql, meter: Meter) => ({
  rows: <Row extends object>(text: string, values: Bound = []): Promise<Row[]> => meter(async () => sql.unsafe<Row[]>(text, values)),

  async *pages<Row extends object>(text: string, values: Bound, most: number): AsyncGenerator<Row[]> {
    const pages = sql.unsafe<Row[]>(text, values).cursor(most)[Symbol.asyncIterator]()
    const turn = () => {
      const page = meter(() => pages.next())
      page.catch(() => {})
      return page
    }
    // The source is always one page ahead of whoever reads.
    let ahead = turn()
    try {
      for (;;) {
        const { value, done } = await ahead
        if (done) return
        ahead = turn()
        if (value.length > 0) yield value
      }
    } finally {
      await ahead.catch(() => {})
      await pages.return?.()
    }
  },

  /** Never by the simple protocol, which would run several. `query` is what can be cancelled. */
  begin(text: string, values: readonly unknown[]) {
    const query = sql.unsafe(text, values as string[], { simple: false } as { prepare?: boolean }).values()
    return { query, answer: meter(async () => (await query) as unknown as unknown[][]) }
  },
})
export type Statements = ReturnType<typeof statements>
