import { afterAll, beforeAll, expect, test } from "vitest"
import { type Zetasql, zetasql } from "@/test/doubles/bigquery/zetasql"
import type { Column } from "../connectors/connector"
import { compileCount, compileSelect } from "./compile"
import type { Filter, Op } from "./model"

const columns: Column[] = [
  { name: "tags", type: "ARRAY<STRING>", kind: "other", nullable: true },
  { name: "home", type: "STRUCT<city STRING>", kind: "other", nullable: true },
  { name: "soft", type: "STRING COLLATE und:ci", kind: "text", nullable: true },
  { name: "raw", type: "BYTES", kind: "other", nullable: true },
]
const table = { schema: "other-project.shop", name: "orders", columns }
/** The rows of the table, for an engine that is given no tables. */
const rows = `(SELECT ["a", "b"] AS tags, STRUCT("Oslo" AS city) AS home, COLLATE("ANN", "und:ci") AS soft, b"x" AS raw
  UNION ALL SELECT [], NULL, COLLATE("ann", "und:ci"), NULL)`
const from = "`other-project.shop.orders`"

let engine: Zetasql
beforeAll(async () => {
  engine = await zetasql()
})
afterAll(() => engine.close())

const where = (column: string, op: Op, value?: string): Filter => ({
  match: "all",
  conditions: [{ column, op, ...(value === undefined ? {} : { value }) }],
})
const run = async ({ text, values }: { text: string; values: unknown[] }) => {
  expect(text).toContain(`FROM ${from}`)
  const parameters = values.map((value, at) => ({ name: `p${at + 1}`, type: "STRING" as const, value: String(value) }))
  return (await engine.run(text.replace(from, rows), [], parameters)).rows
}

test("a repeated column is empty when it holds no value, a nested one when it is not there", async () => {
  for (const column of ["tags", "home", "raw"]) {
    expect(await run(compileCount("bigquery", table, where(column, "is empty")))).toEqual([["1"]])
    expect(await run(compileCount("bigquery", table, where(column, "is not empty")))).toEqual([["1"]])
  }
})

test("letters differ by case, also where the column's own collation says otherwise", async () => {
  expect(await run(compileCount("bigquery", table, where("soft", "is", "ann")))).toEqual([["1"]])
  expect(await run(compileCount("bigquery", table, where("soft", "contains", "NN")))).toEqual([["1"]])
})

test("nested, repeated and binary columns are fetched as text", async () => {
  const names = columns.map(({ name }) => name)
  expect(await run(compileSelect("bigquery", table, names, { match: "all", conditions: [] }, 5))).toEqual([
    ['["a","b"]', '{"city":"Oslo"}', "ANN", "eA=="],
    ["[]", null, "ann", null],
  ])
})
