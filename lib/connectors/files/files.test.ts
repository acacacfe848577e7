import { existsSync } from "node:fs"
import { mkdir, readdir } from "node:fs/promises"
import { hostname } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { env } from "@/lib/base/env"
import { counted, countOf, double, type Files, open, put, read, tablesOf, typesOf, within } from "@/test/bucket"
import { numbered } from "@/test/doubles/s3/keys"
import { compileSelect } from "../../sql/compile"
import type { Filter } from "../../sql/model"
import type { Table } from "../connector"
import { unique, withSession } from "../trial"
import { sweepFetched } from "./temporary"
import { parquet } from "./trial"

test("a prefix is a schema; folders, partitions and single files are tables; what is no data is passed over", async () => {
  const bucket = put({
    "a/people.csv": "id,name\n1,Ann\n2,Bob\n",
    "a/orders/part-0.jsonl": '{"id":1,"at":"2026-01-01T10:00:00Z","who":{"n":1}}\n',
    "a/orders/part-1.jsonl": '{"id":2,"at":"2026-01-02T10:00:00Z","who":null}\n',
    "a/orders/_SUCCESS": "",
    "a/orders/archive/old.csv": "id\n1\n",
    "a/events/dt=2026-01-01/country=de/0.parquet": await parquet("SELECT 1 AS id"),
    "a/events/dt=2026-01-02/country=fr/0.parquet": await parquet("SELECT 2 AS id UNION ALL SELECT 3"),
    "a/readme.md": "# no data",
    "b/things.parquet/part-0.parquet": await parquet("SELECT 'x' AS name"),
    "c/hidden.csv": "id\n1\n",
  })
  const tables = await read(bucket, { prefixes: ["a/", "/b"] })
  expect(tables.map(({ schema, name, kind }) => `${schema}.${name} ${kind}`)).toEqual([
    "a.events partitioned table",
    "a.orders table",
    "a.orders/archive table",
    "a.people.csv table",
    "b.things.parquet table",
  ])
  expect(typesOf(tables[0])).toEqual({ id: "INTEGER", dt: "DATE", country: "VARCHAR" })
  expect(tables[0]?.columns.filter(({ partition }) => partition).map(({ name }) => name)).toEqual(["dt", "country"])
  expect(typesOf(tables[1])).toEqual({ id: "BIGINT", at: "TIMESTAMP WITH TIME ZONE", who: "JSON" })
  expect(await countOf(bucket, "people.csv", undefined, { prefixes: ["a"] })).toBe(2)
  expect(await countOf(bucket, "orders", undefined, { prefixes: ["a"] })).toBe(2)
  expect(await countOf(bucket, "things.parquet", undefined, { prefixes: ["b"] })).toBe(1)
})

test("the types of a CSV are the narrowest that fit, and a leading zero is no number", async () => {
  const bucket = put({
    "t.csv":
      'n,x,zip,vip,born,seen,plain,none,"a ""b"" c"\n1,1.5,007,true,2026-01-31,2026-01-31T10:00:00+02:00,2026-01-31 10:00,,"x,y"\n-20,2,123,FALSE,2026-02-01,2026-01-31T10:00:00Z,2026-01-31 10:00:01.5,,\n',
  })
  const [table] = await read(bucket)
  expect(typesOf(table)).toEqual({
    n: "BIGINT",
    x: "DOUBLE",
    zip: "VARCHAR",
    vip: "BOOLEAN",
    born: "DATE",
    seen: "TIMESTAMP WITH TIME ZONE",
    plain: "TIMESTAMP",
    none: "VARCHAR",
    'a "b" c': "VARCHAR",
  })
  const of = (column: string, op: string, value?: string) =>
    countOf(bucket, "t.csv", { match: "all", conditions: [{ column, op, value }] } as Filter)
  expect(await of("zip", "is", "007")).toBe(1)
  expect(await of("n", "<", "0")).toBe(1)
  expect(await of("seen", "on", "2026-01-31")).toBe(2)
  expect(await of("vip", "is true")).toBe(1)
  expect(await of('a "b" c', "is", "x,y")).toBe(1)
  expect(await of('a "b" c', "is empty")).toBe(1)
})

test("a filter on partitions fetches only theirs", async () => {
  const files: Files = {}
  for (let day = 1; day <= 28; day++) files[`log/dt=2026-02-${String(day).padStart(2, "0")}/0.csv`] = `id\n${day}\n${day + 100}\n`
  const bucket = put(files)
  await withSession(open(bucket), async (session) => {
    const [log] = await tablesOf(session)
    double.heal()
    const fetched = () => double.heard.filter(({ path }) => path.endsWith(".csv")).length
    const filter = {
      match: "all",
      conditions: [
        { column: "dt", op: "between", values: ["2026-02-03", "2026-02-05"] },
        { column: "id", op: ">", value: 100 },
      ],
    } as Filter
    expect(await counted(session, log, filter)).toBe(3)
    expect(fetched()).toBe(3)
    // What has not changed is not fetched again within the session.
    expect(await counted(session, log, filter)).toBe(3)
    expect(fetched()).toBe(3)
    expect(await counted(session, log, { match: "any", conditions: filter.conditions })).toBe(31)
    const rows = await session.rows?.(compileSelect("duckdb", log as Table, ["dt", "id"], filter, 10), { ...within(), most: 10 })
    expect(rows?.toSorted()).toEqual([
      ["2026-02-03", "103"],
      ["2026-02-04", "104"],
      ["2026-02-05", "105"],
    ])
  })
})

test("what was fetched goes with the session, and what a killed worker left goes with the next", async () => {
  const root = join(env().PATCHBAY_HOME, "fetched")
  const bucket = put({ "a.csv": "id\n1\n" })
  await withSession(open(bucket), async (session) => {
    expect(await counted(session, (await tablesOf(session))[0])).toBe(1)
    expect((await readdir(root)).length).toBeGreaterThan(0)
  })
  expect((await readdir(root)).filter((name) => name.includes(`.${process.pid}.`))).toEqual([])
  const left = join(root, `${hostname().replace(/[^\w-]/g, "-")}.4194999.left`)
  const elsewhere = join(root, "another-machine.1.left")
  for (const folder of [left, elsewhere]) await mkdir(folder, { recursive: true })
  await sweepFetched()
  expect([existsSync(left), existsSync(elsewhere)]).toEqual([false, true])
})

test("a count that would fetch too much says so before it does", async () => {
  const most = env().PATCHBAY_COUNT_MAX_MB
  const bucket = put({ "big/a.csv": `id\n${"1\n".repeat(400_000)}`, "big/b.csv": `id\n${"1\n".repeat(400_000)}` })
  Object.assign(env(), { PATCHBAY_COUNT_MAX_MB: 1 })
  try {
    double.heal()
    await expect(countOf(bucket, "big")).rejects.toMatchObject({
      reason: "unsupported",
      message: expect.stringContaining("more than 1 MB of files"),
    })
    Object.assign(env(), { PATCHBAY_COUNT_MAX_MB: 2 })
    expect(await countOf(bucket, "big")).toBe(800_000)
  } finally {
    Object.assign(env(), { PATCHBAY_COUNT_MAX_MB: most })
  }
})

test("a value that no longer fits its column stops the count instead of miscounting", async () => {
  const rows = Array.from({ length: 60_000 }, (_, at) => `${at}`)
  const bucket = put({ "n.csv": `id\n${rows.join("\n")}\n1.5\n`, "late.csv": `id,name\n${"1,abcdefghij\n".repeat(30_000)}2,x,y\n` })
  const above: Filter = { match: "all", conditions: [{ column: "id", op: ">", value: 10 }] }
  await expect(countOf(bucket, "n.csv", above)).rejects.toMatchObject({ reason: "file", message: expect.stringContaining("not a number") })
  await expect(countOf(bucket, "late.csv")).rejects.toMatchObject({
    reason: "file",
    message: expect.stringContaining("more or fewer values"),
  })
})

test("a million objects under one prefix: the schema is read from a few, and a count says why it cannot be", async () => {
  const bucket = unique("vast")
  double.vast(bucket, numbered(1_000_000, "exports/orders/part-", ".csv"), "id\n1\n")
  double.heal()
  const before = process.memoryUsage().heapUsed
  const tables = await read(bucket, { prefixes: ["exports"] })
  expect(tables).toMatchObject([{ name: "orders", readable: true, comment: expect.stringContaining("only the beginning") }])
  expect(double.heard.length).toBeLessThan(40)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024)
  await expect(countOf(bucket, "orders", undefined, { prefixes: ["exports"] })).rejects.toMatchObject({
    message: expect.stringContaining("more than 10,000 files"),
  })
  await expect(read(bucket, { prefixes: ["exports/orders"] })).rejects.toMatchObject({
    reason: "unsupported",
    message: expect.stringContaining("more than 2,000 files directly under a prefix"),
  })
  const together = await read(bucket, { prefixes: ["exports/orders"], loose: "together" })
  expect(together).toMatchObject([{ schema: "exports/orders", name: "orders", readable: true }])
}, 120_000)

test("names that would be SQL, paths or marks are names", async () => {
  const nasty = ["it's", 'a"b', "ü 名前", "a%20b", "x; drop table y", "..x", "$1 ?"]
  const bucket = put(Object.fromEntries(nasty.flatMap((name) => [[`p/${name}/k=${encodeURIComponent(name)}/0.csv`, "a\"b,c'd\n1,2\n"]])))
  const tables = await read(bucket, { prefixes: ["p"] })
  expect(tables.map(({ name }) => name).toSorted()).toEqual(nasty.toSorted())
  for (const name of nasty) {
    const filter: Filter = { match: "all", conditions: [{ column: "k", op: "is", value: name }] }
    expect(await countOf(bucket, name, filter, { prefixes: ["p"] }), name).toBe(1)
  }
})
