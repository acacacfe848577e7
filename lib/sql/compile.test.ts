import fc from "fast-check"
import { parse } from "libpg-query"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Dialect, Session } from "../connectors/connector"
import { canary, openSession, unique } from "../connectors/trial"
import { guard } from "../egress/guard"
import { compileCount, compileSelect, longestCell, type TableRef } from "./compile"
import { type Filter, filterSchema, type Op } from "./model"
import { columnsAs, filters, holds, type Name, rows } from "./trial"
import { type Engine, fillBigquery, fillDuckdb, fillMariadb, fillPostgres } from "./trial-engines"
import { fillSnowflake } from "./trial-snowflake"

const { TEST_SOURCE_ADMIN_URL: postgresUrl = "", TEST_MARIADB_URL: mariadbUrl } = process.env
const data = fc.sample(rows, { seed: 7, numRuns: 80 })
const fills: Record<Dialect, () => Promise<Engine>> = {
  postgres: () => fillPostgres(postgresUrl, unique("filters"), canary, data),
  mysql: () => fillMariadb(mariadbUrl ?? "", unique("filters"), canary, data),
  duckdb: () => fillDuckdb(data),
  bigquery: () => fillBigquery(data),
  snowflake: () => fillSnowflake(data),
}

/** What stands behind the dialect here, where it is not the platform itself. */
const behind: Partial<Record<Dialect, string>> = { snowflake: " (a double of it, where DuckDB runs the SQL)" }
const dialects = (Object.keys(fills) as Dialect[]).map((dialect) => [dialect, behind[dialect] ?? ""] as const)

describe.each(dialects)("a filter means the same everywhere: %s%s", (dialect) => {
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
  const limit = () => ({ signal: new AbortController().signal, timeoutMs: 10_000 })
  const count = (filter: Filter, options?: { distinct?: string }) =>
    session?.count(compileCount(dialect, engine?.table as TableRef, filter, options), limit())

  real("any filter counts in the source what it leaves in memory", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect(await count(filter), JSON.stringify(filter)).toBe(data.filter((row) => holds(filter, row)).length)
      }),
      { numRuns: 250 },
    )
  })

  real("a select fetches as many rows as the filter counts, its columns in order, every cell as text", async () => {
    const wanted: Name[] = ["n", 'na"me`\\', "vip", "born", "code"]
    const fetched = (filter: Filter, most: number) =>
      session?.rows?.(compileSelect(dialect, engine?.table as TableRef, wanted, filter, most), { ...limit(), most })
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const left = data.filter((row) => holds(filter, row))
        const found = (await fetched(filter, 100)) ?? []
        const texts = left.map((row) => [row.n, row['na"me`\\'], row.born].map((cell) => (cell === null ? null : String(cell))))
        const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted()
        expect(sorted(found.map(([n, name, , born]) => [n, name, born])), JSON.stringify(filter)).toEqual(sorted(texts))
        expect(found.every((row) => row.length === wanted.length)).toBe(true)
      }),
      { numRuns: 60 },
    )
    expect(await fetched({ match: "all", conditions: [] }, 3)).toHaveLength(3)
  })

  real("different values of a key are counted once", async () => {
    const known = new Set(data.map(({ n }) => n).filter((value) => value !== null))
    expect(await count({ match: "all", conditions: [] }, { distinct: "n" })).toBe(known.size)
  })

  real("500 values are one question", async () => {
    const values = Array.from({ length: 500 }, (_, at) => `value ${at}'"\`\\`)
    expect(await count({ match: "all", conditions: [{ column: "code", op: "is one of", values: [...values.slice(1), "A"] }] })).toBe(
      data.filter(({ code }) => code === "A").length,
    )
  })
})

const table: TableRef = {
  schema: 'pub"lic',
  name: 'peo"ple; drop table x',
  columns: [
    ...columnsAs({
      'na"me`\\': "text",
      code: "character(2)",
      n: "bigint",
      amount: "numeric(10,2)",
      ratio: "real",
      vip: "boolean",
      born: "date",
      seen: "timestamp with time zone",
      plain: "timestamp without time zone",
      doc: "jsonb",
    }),
    { name: '"; drop table x; --', type: "text", kind: "text", nullable: true },
  ],
}

test("PostgreSQL's own parser sees one SELECT, the names as they are, and no text that a person typed", async () => {
  const fixed = new Set(["!", "", "1 day", "1 hour"])
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const { text, values } = compileCount("postgres", table, filter)
      const tree = (await parse(text)) as {
        stmts: { stmt: { SelectStmt?: { fromClause: { RangeVar: { schemaname: string; relname: string } }[] } } }[]
      }
      expect(tree.stmts).toHaveLength(1)
      expect(tree.stmts[0]?.stmt.SelectStmt?.fromClause[0]?.RangeVar).toMatchObject({ schemaname: table.schema, relname: table.name })
      const said = JSON.stringify(tree)
      for (const [, literal] of said.matchAll(/"sval":\{"sval":("(?:[^"\\]|\\.)*")\}/g))
        if (literal)
          expect(
            fixed.has(JSON.parse(literal)) ||
              /^(pg_catalog|bool|int8|int4|date|text|numeric|float4|interval|count|now|=|<|>|<=|>=|~~|-|\+|true|t)$/.test(
                JSON.parse(literal),
              ) ||
              table.columns.some(({ name }) => name === JSON.parse(literal)),
            literal,
          ).toBe(true)
      expect([...said.matchAll(/"ParamRef":\{"number":(\d+)/g)].map(([, number]) => Number(number)).sort((a, b) => a - b)).toEqual(
        values.map((_, at) => at + 1),
      )
    }),
    { numRuns: 200 },
  )
})

test("PostgreSQL's own parser sees one SELECT of exactly the chosen columns with an end, and nothing else", async () => {
  const names = table.columns.map(({ name }) => name)
  await fc.assert(
    fc.asyncProperty(filters, fc.subarray(names, { minLength: 1 }), fc.integer({ min: 1, max: 5_000 }), async (filter, chosen, most) => {
      const { text } = compileSelect("postgres", table, chosen, filter, most)
      const tree = (await parse(text)) as {
        stmts: { stmt: { SelectStmt: { targetList: object[]; fromClause: object[]; limitCount: object } } }[]
      }
      expect(tree.stmts).toHaveLength(1)
      const { targetList, fromClause, limitCount } = tree.stmts[0]!.stmt.SelectStmt
      expect(fromClause).toMatchObject([{ RangeVar: { schemaname: table.schema, relname: table.name } }])
      const cells = targetList.map((target) => JSON.stringify(target))
      expect(cells.map((cell) => /"ColumnRef":\{"fields":\[\{"String":\{"sval":("(?:[^"\\]|\\.)*")/.exec(cell)?.[1])).toEqual(
        chosen.map((name) => JSON.stringify(name)),
      )
      expect(cells.every((cell) => cell.includes(`"ival":${longestCell}`))).toBe(true)
      expect(limitCount).toMatchObject({ A_Const: { ival: { ival: most } } })
    }),
    { numRuns: 100 },
  )
})

const of = (column: string, op: Op, rest: object = {}): Filter => ({ match: "all", conditions: [{ column, op, ...rest }] })

test("Snowflake: a collation is taken off before text is compared", () => {
  const column = { name: "code", type: "VARCHAR COLLATE 'en-ci'", kind: "text", nullable: true } as const
  const { text } = compileCount("snowflake", { schema: "S", name: "T", columns: [column] }, of("code", "is", { value: "A" }))
  expect(text).toBe(`SELECT count(*) FROM "S"."T" WHERE (COLLATE("code", '') = ?)`)
})

test.each<[string, Filter]>([
  ["a column that is not there", of("password", "is", { value: "x" })],
  ["an op of another kind", of("n", "contains", { value: "1" })],
  ["no value", of("n", "=")],
  ["a text for a number", of("n", "=", { value: "1 or 1=1" })],
  ["an endless number", of("n", "=", { value: 1e300 })],
  ["a day that does not exist", of("born", "on", { value: "2025-02-30" })],
  ["half a range", of("n", "between", { values: [1] })],
  ["a text that no database holds", of("code", "is", { value: "a\0b" })],
  ["half a character", of("code", "is", { value: "\ud800" })],
  ["hours of a date", of("born", "in the last", { value: 3, unit: "hours" })],
  ["zero days", of("seen", "in the last", { value: 0 })],
  ["a JSON compared", of("doc", "is", { value: "x" })],
  ["a name of the prototype", of("__proto__", "is empty")],
])("%s is refused before it becomes SQL", (_name, filter) => {
  for (const dialect of ["postgres", "mysql", "duckdb", "snowflake"] as const)
    for (const compile of [() => compileCount(dialect, table, filter), () => compileSelect(dialect, table, ["code"], filter, 1)])
      expect(compile).toThrow(expect.objectContaining({ name: "AppError", code: "invalid" }))
})

test("the shape of a filter is strict: depth, size and keys", () => {
  const nested = (depth: number): unknown => ({
    match: "all",
    conditions: depth > 1 ? [nested(depth - 1)] : [{ column: "a", op: "is empty" }],
  })
  expect(filterSchema.safeParse(nested(3)).success).toBe(true)
  expect(filterSchema.safeParse(nested(4)).success).toBe(false)
  expect(filterSchema.safeParse({ match: "all", conditions: [{ column: "a", op: "is empty", sql: "x" }] }).success).toBe(false)
  expect(filterSchema.safeParse({ match: "all", conditions: [{ column: "a", op: "or 1=1" }] }).success).toBe(false)
  expect(filterSchema.safeParse(of("a", "is one of", { values: Array(501).fill("x") })).success).toBe(false)
  const ninety = { match: "any", conditions: Array(90).fill({ column: "a", op: "is empty" }) }
  expect(filterSchema.safeParse({ match: "all", conditions: [ninety, ninety] }).success).toBe(false)
})
