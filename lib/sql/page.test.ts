import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Dialect, Session } from "../connectors/connector"
import { canary, openSession, unique } from "../connectors/trial"
import { guard } from "../egress/guard"
import { compilePage } from "./compile"
import { kinds, type Name, rows } from "./trial"
import { type Engine, fillBigquery, fillDuckdb, fillMariadb, fillPostgres } from "./trial-engines"
import { fillSnowflake } from "./trial-snowflake"

const { TEST_SOURCE_ADMIN_URL: postgresUrl = "", TEST_MARIADB_URL: mariadbUrl } = process.env
const data = fc.sample(rows, { seed: 11, numRuns: 60 })
const fills: Record<Dialect, () => Promise<Engine>> = {
  postgres: () => fillPostgres(postgresUrl, unique("pages"), canary, data),
  mysql: () => fillMariadb(mariadbUrl ?? "", unique("pages"), canary, data),
  duckdb: () => fillDuckdb(data),
  bigquery: () => fillBigquery(data),
  snowflake: () => fillSnowflake(data),
}
const every = { match: "all" as const, conditions: [] }
const all = 200

/** Numbers by their size, texts by their bytes: the same everywhere, whatever a source's own order of words is. */
const compare = (key: Name, a: string, b: string): number =>
  kinds[key] === "number" ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b))

describe.each(Object.keys(fills) as Dialect[])("rows are paged in the order of a key: %s", (dialect) => {
  const real = test.skipIf(dialect === "mysql" && !mariadbUrl)
  let engine: Engine | undefined
  let session: Session | undefined
  beforeAll(async () => {
    if (dialect === "mysql" && !mariadbUrl) return console.warn("MySQL and MariaDB are skipped: TEST_MARIADB_URL is not set")
    engine = await fills[dialect]()
    session = await openSession(dialect, guard({ allow: `127.0.0.1:${engine.port}` }), engine.answers)
  })
  afterAll(async () => {
    await session?.close()
    await engine?.end()
  })
  const keysAfter = async (key: Name, after: string | null, most = all): Promise<(string | null)[]> => {
    if (!engine) throw new Error("there is no engine")
    const page = compilePage(dialect, engine.table, ["vip"], every, { key, after, most })
    const found = await session?.rows?.(page, { signal: new AbortController().signal, timeoutMs: 10_000, most })
    return (found ?? []).map((row) => row.at(-1) ?? null)
  }

  real.each(["n", "amount", 'na"me`\\', "code"] as const)(
    "behind any value of %s stand exactly the greater ones, in order",
    async (key) => {
      const texts = (await keysAfter(key, null)).filter((one) => one !== null)
      expect(texts).toHaveLength(data.filter((row) => row[key] !== null).length)
      expect(texts).toEqual(texts.toSorted((a, b) => compare(key, a, b)))
      for (const after of [...new Set(texts)].filter((_, at) => at % 4 === 0)) {
        const greater = texts.filter((one) => compare(key, one, after) > 0)
        expect(await keysAfter(key, after), after).toEqual(greater)
        expect(await keysAfter(key, after, 3), after).toEqual(greater.slice(0, 3))
      }
    },
  )
})
