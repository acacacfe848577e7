import { spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { afterAll, beforeAll, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { openSession, outcomes, resultOf, runChecks, withSession } from "../trial"

let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "patchbay-duckdb-"))
})
afterAll(() => rm(folder, { recursive: true }))

const session = (file: string) => openSession("duckdb", guard({}), { settings: { file: "folder:x" }, keys: { method: "file" }, file })
const check = (file: string) => withSession(session(file), runChecks)
const write = async (name: string, content: string | Buffer) => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
async function database(name: string, sql: string) {
  const instance = await DuckDBInstance.create(join(folder, name))
  const connection = await instance.connect()
  await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
  return join(folder, name)
}

test.each<[string, string | Buffer, string]>([
  ["people.csv", "id,name\n1,Ann\n", "it looks like a CSV file"],
  ["people.json", '[{"id":1}]', "it looks like a JSON file"],
  ["people.parquet", Buffer.from("PAR1xxxxxxxxxxxxxxxxPAR1"), "it looks like a Parquet file"],
  ["people.sqlite", Buffer.from("SQLite format 3\0xxxxxxxx"), "it looks like an SQLite database"],
  ["people.xlsx", Buffer.from("PK\x03\x04xxxxxxxxxxxx"), "it looks like a ZIP file"],
  ["noise.duckdb", randomBytes(20_000), "This is not a DuckDB database file."],
  ["empty.duckdb", "", "This file is empty"],
])("%s is named for what it is", async (name, content, words) => {
  const results = await check(await write(name, content))
  expect(resultOf(results, "database")).toMatchObject({ outcome: "failed", reason: "file", message: expect.stringContaining(words) })
  expect(outcomes(results)).toMatchObject({ connect: "passed", tables: "skipped", introspect: "skipped" })
})

test("a file that is gone is said to be gone", async () => {
  expect(resultOf(await check(join(folder, "nothing")), "connect")).toMatchObject({ outcome: "failed", reason: "file" })
})

test("a database without tables fails with the three things to check", async () => {
  expect(resultOf(await check(await database("bare.duckdb", "select 1")), "tables")).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("Check three things"),
  })
})

test("a crafted file takes the child down at most, and the next file opens", async () => {
  const good = await database("good.duckdb", "create table t as select range as id, repeat('x', 100) as text from range(20000)")
  const bytes = await readFile(good)
  for (let round = 0; round < 8; round++) {
    const broken = Buffer.from(bytes)
    randomBytes(400).forEach((byte, at) => {
      broken[4_096 + Math.floor((at * 7_919 + round * 104_729) % (broken.length - 4_096))] = byte
    })
    const results = await check(await write(`broken-${round}.duckdb`, broken))
    expect(results.map(({ key }) => key)).toEqual(["connect", "database", "tables", "introspect"])
  }
  expect(resultOf(await check(good), "tables")?.outcome).toBe("passed")
})

test("the file is not changed, and the engine reaches no other", async () => {
  const file = await database("mine.duckdb", "create table t as select 1 as id")
  const before = await readFile(file)
  const secret = await write("secret.csv", "a\n1\n")
  await withSession(session(file), async (open) => {
    const ask = (text: string) => open.count({ text, values: [] }, { signal: new AbortController().signal, timeoutMs: 5_000 })
    expect(await ask("select count(*) from source.main.t")).toBe(1)
    for (const text of [
      `select count(*) from read_csv('${secret}')`,
      `attach '${secret}' as other`,
      `copy (select 1) to '${secret}'`,
      "insert into source.main.t values (2)",
      "set enable_external_access = true",
      "set memory_limit = '9GB'",
      "install httpfs",
    ])
      await expect(ask(text), text).rejects.toMatchObject({ name: "SourceError" })
  })
  expect((await readFile(file)).equals(before)).toBe(true)
  expect(await readFile(secret, "utf8")).toBe("a\n1\n")
})

test("a schema that is called like the file is no riddle", async () => {
  const file = await database(
    "sales.duckdb",
    "create schema sales; create table sales.sales.t(id int); create schema source; create table source.t(id int)",
  )
  await withSession(session(file), async (open) => {
    const names: string[] = []
    for await (const page of open.tables()) names.push(...page.map(({ schema, name }) => `${schema}.${name}`))
    expect(names).toEqual(["sales.t", "source.t"])
    for (const schema of ["sales", "source"])
      expect(
        await open.count(
          { text: `select count(*) from "source"."${schema}"."t"`, values: [] },
          { signal: new AbortController().signal, timeoutMs: 5_000 },
        ),
      ).toBe(0)
  })
})

test("the child starts under the worker's own way of running, and goes with its session", async () => {
  const file = await database("worker.duckdb", "create table t as select 1 as id")
  const program = `
    import driver from "./lib/connectors/duckdb/driver"
    const session = await driver.open({ settings: { file: "folder:x" }, keys: { method: "file" }, signal: new AbortController().signal, locate: async () => ${JSON.stringify(file)} } as never)
    for (const check of session.checks()) console.log((await check.run()).outcome)
    await session.close()`
  const script = join(folder, "ask.mts")
  await writeFile(script, program.replace("./lib", join(process.cwd(), "lib")))
  const { stdout } = spawnSync(process.execPath, ["--conditions=react-server", "--import", "tsx", script], {
    encoding: "utf8",
    timeout: 25_000,
  })
  expect(stdout.trim().split("\n")).toEqual(["passed", "passed", "passed", "passed"])
})
