import { afterAll, describe, expect, test } from "vitest"
import { guard } from "../egress/guard"
import { compileSelect } from "../sql/compile"
import { bigqueryTrial } from "./bigquery/trial"
import type { Column, Statement, Table } from "./connector"
import { schemaOf } from "./fields"
import { gcsTrial } from "./gcs/trial"
import { manifestOf, manifests, type PlatformId } from "./manifests"
import { s3Trial } from "./s3/trial"
import { snowflakeTrial } from "./snowflake/trial"
import { canary, openSession, runChecks, withSession } from "./trial"
import { useMetered } from "./trial-meter"
import { duckdbTrial, mysqlTrial, postgresTrial, type Trial } from "./trial-sources"

const order = ["connect", "tls", "authenticate", "role", "warehouse", "database", "schemas", "tables", "introspect", "excess"]
const { TEST_SOURCE_ADMIN_URL: postgresUrl = "", TEST_MARIADB_URL: mariadbUrl = "" } = process.env
const trials: Partial<Record<PlatformId, () => Promise<Trial>>> = {
  postgres: () => postgresTrial(postgresUrl),
  mysql: () => mysqlTrial(mariadbUrl),
  duckdb: duckdbTrial,
  bigquery: bigqueryTrial,
  snowflake: snowflakeTrial,
  s3: s3Trial,
  gcs: gcsTrial,
}
const made = new Map<PlatformId, Promise<Trial>>()
afterAll(async () => {
  for (const trial of made.values()) await (await trial).end()
})

const platforms = Object.keys(manifests) as PlatformId[]
/** What has no tables keeps the contract of channel/tools.test.ts. */
const withTables = platforms.filter((id) => manifestOf(id).capabilities.dialect)

test.each(platforms)("the manifest says who it is, asks strictly and keeps secrets out of the open: %s", (platform) => {
  const manifest = manifestOf(platform)
  expect(manifest.id).toBe(platform)
  expect(manifest.facts.length).toBeGreaterThanOrEqual(2)
  expect(manifest.permissions.some(({ required }) => required)).toBe(true)
  expect(schemaOf(manifest.settings).safeParse({ host: "x", options: "-c" }).success).toBe(false)
  expect(Object.values(manifest.settings).filter(({ input }) => input.includes("secret"))).toEqual([])
  expect(manifest.script({}, {})).toBeTypeOf("string")
})

test("every platform with tables is tried here", () => expect(Object.keys(trials).toSorted()).toEqual(withTables.toSorted()))

const tried = Object.entries(trials) as [PlatformId, () => Promise<Trial>][]
describe.each(tried)("every connector keeps the contract: %s", (platform, start) => {
  const absent = platform === "mysql" && !mariadbUrl
  if (absent) console.warn("MySQL and MariaDB are skipped: TEST_MARIADB_URL is not set")
  const real = test.skipIf(absent)
  const trial = () => {
    const found = made.get(platform) ?? start()
    made.set(platform, found)
    return found
  }
  const session = async (signal?: AbortSignal) => {
    const { answers, port } = await trial()
    return openSession(platform, guard({ allow: `127.0.0.1:${port}` }), { ...answers, ...(signal ? { signal } : {}) })
  }
  const within = (timeoutMs = 10_000) => ({ signal: new AbortController().signal, timeoutMs })
  const count = (statement: Statement, limit = within()) => withSession(session(), (open) => open.count(statement, limit))

  real("the checks stand in order and pass", async () => {
    const results = await withSession(session(), runChecks)
    const keys = results.map(({ key }) => key)
    expect(keys).toEqual(order.filter((key) => keys.includes(key)))
    expect(keys).toEqual(expect.arrayContaining(["connect", "database", "tables", "introspect"]))
    expect(results.filter(({ outcome }) => outcome === "failed" || outcome === "skipped")).toEqual([])
    expect(JSON.stringify(results)).not.toContain(canary)
  })

  real("tables come in pages, with names as they are, kinds and keys", async () => {
    const { schema, many, lacks = [] } = await trial()
    const pages = await withSession(session(), async (open) => {
      const found: Table[][] = []
      for await (const page of open.tables()) found.push(page)
      return found
    })
    const tables = pages.flat()
    expect(pages.length).toBeGreaterThan(1)
    expect(tables).toHaveLength(many + 2)
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length)
    expect(tables.find(({ name }) => name === "people")).toMatchObject({
      schema,
      kind: "table",
      readable: true,
      columns: [
        { name: "id", kind: "number", ...(lacks.includes("keys") ? {} : { key: true }) },
        { name: 'na"me`', kind: "text", nullable: true },
        { name: "joined", kind: "timestamp" },
        { name: "born", kind: "date" },
        { name: "vip", kind: "boolean" },
      ],
    })
    expect(tables.find(({ name }) => name === "seen")?.kind).toBe(lacks.includes("views") ? "table" : "view")
  })

  real("a mark is the same both ways, and only what is asked for is read; who offers none marks nothing", async () => {
    const all = async <T>(pages: AsyncIterable<T[]>) => {
      const found: T[] = []
      for await (const page of pages) found.push(...page)
      return found
    }
    await withSession(session(), async (open) => {
      const tables = await all(open.tables())
      const marked = tables.map(({ name, mark }) => [name, mark]).toSorted()
      if (!open.marks) return expect(marked.filter(([, mark]) => mark !== undefined)).toEqual([])
      expect((await all(open.marks())).map(({ name, mark }) => [name, mark]).toSorted()).toEqual(marked)
      const [one] = tables
      expect(one && (await all(open.tables([one])))).toEqual([one])
      return expect(new Set(marked.map(([, mark]) => mark)).size).toBe(tables.length)
    })
  })

  real("a count binds its values, whatever they hold", async () => {
    const { equals, names } = await trial()
    for (const name of names) expect(await count(equals(name))).toBe(1)
    expect(await count(equals("' or '1'='1"))).toBe(0)
  })

  real("rows come as text, no more than asked for, and a session has them exactly if its manifest says so", async () => {
    const { equals, names, schema } = await trial()
    const { dialect } = manifestOf(platform).capabilities
    if (!dialect) return
    const columns: Column[] = [{ name: 'na"me`', type: "text", kind: "text", nullable: true }]
    const all = compileSelect(dialect, { schema, name: "people", columns }, ['na"me`'], { match: "all", conditions: [] }, 50)
    await withSession(session(), async (open) => {
      expect(open.rows !== undefined).toBe(manifestOf(platform).capabilities.rows === true)
      expect(open.estimate !== undefined).toBe(manifestOf(platform).capabilities.charges === true)
      if (!open.rows) return
      expect((await open.rows(all, { ...within(), most: 50 })).flat().toSorted()).toEqual(names.toSorted())
      expect(await open.rows(all, { ...within(), most: 2 })).toHaveLength(2)
      expect(await open.rows(equals("nobody"), { ...within(), most: 1 })).toEqual([["0"]])
      const writing = { text: `delete from ${(await trial()).table}`, values: [] }
      await expect(open.rows(writing, { ...within(), most: 1 })).rejects.toMatchObject({ name: "SourceError" })
    })
  })

  real("fetching rows that nobody waits for stops in the source", async () => {
    const { endless, running } = await trial()
    await withSession(session(), async (open) => {
      if (!open.rows) return
      await expect(open.rows(endless, { ...within(700), most: 1 })).rejects.toMatchObject({ reason: "timeout" })
      if (running) await expect.poll(running, { timeout: 5_000 }).toBe(0)
    })
  })

  real("AUT-40 what leaves is counted, once, as the server heard it; what has no requests counts none", async () => {
    const { counted, heard } = await useMetered(platform, await trial(), guard)
    expect(counted.requests > 0).toBe(manifestOf(platform).capabilities.metrics)
    if (heard.requests > 0) expect(counted).toEqual(heard)
  })

  real("one statement, one number, no writing", async () => {
    const { table, schema } = await trial()
    for (const text of [
      "select 1; select 2",
      "select 'x'",
      `create table ${schema}.mine (id int)`,
      `delete from ${table}`,
      "select * from nowhere_at_all",
    ])
      await expect(count({ text, values: [] }), text).rejects.toMatchObject({
        name: "SourceError",
        message: expect.not.stringContaining("nowhere_at_all"),
      })
  })

  real("a count that is no longer wanted stops in the source", async () => {
    const { endless, running } = await trial()
    await withSession(session(), async (open) => {
      const wish = new AbortController()
      const answer = open.count(endless, { signal: wish.signal, timeoutMs: 20_000 }).catch((error: unknown) => error)
      if (running) await expect.poll(running, { timeout: 10_000 }).toBe(1)
      wish.abort()
      expect(await answer).toMatchObject({ reason: "cancelled" })
      if (running) await expect.poll(running, { timeout: 5_000 }).toBe(0)
      expect(await open.count((await trial()).equals("nobody"), within())).toBe(0)
    })
  })

  real("a count that takes too long stops in the source too", async () => {
    const { endless, running } = await trial()
    await expect(count(endless, within(700))).rejects.toMatchObject({ reason: "timeout" })
    if (running) await expect.poll(running, { timeout: 5_000 }).toBe(0)
  })

  real("an abort ends the session", async () => {
    const { endless, running } = await trial()
    const end = new AbortController()
    await withSession(session(end.signal), async (open) => {
      const answer = open.count(endless, within(20_000)).catch((error: unknown) => error)
      if (running) await expect.poll(running, { timeout: 10_000 }).toBe(1)
      end.abort(new Error("stop"))
      expect(await answer).toBeInstanceOf(Error)
    })
  })
})
