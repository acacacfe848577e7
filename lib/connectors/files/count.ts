import "server-only"
import { type Column, SourceError, type Statement } from "../connector"
import type { Engine } from "../duckdb/process"
import { quoteName, quotePath, quoteText } from "../quote"
import { budget, type fetcher } from "./fetch"
import { formatOf, nameOf } from "./formats"
import { isPartition, ownName, pagesOf, prefixesOf, schemaOfPrefix } from "./layout"
import { fileColumn, known, type Local, relationOf, typed } from "./relation"
import { partitionsIn, type Workshop } from "./sample"
import type { Format } from "./settings"
import type { Entry } from "./store"

type Reads = NonNullable<Statement["reads"]>
type Fetch = ReturnType<typeof fetcher>
const name = (text: string) => quoteName("duckdb", text)
const mostFolders = 20_000
const perInsert = 500

/** Lays the table out in the engine: the files that the filter needs, as a view with the columns that the schema says. */
export async function layOut(shop: Workshop, fetch: Fetch, reads: Reads, signal: AbortSignal): Promise<void> {
  const { entries, format } = await filesOf(shop, reads, signal)
  const locals = await fetch(entries, format, signal)
  signal.throwIfAborted()
  await shop.engine.prepare([`CREATE SCHEMA IF NOT EXISTS ${quotePath("duckdb", "source", reads.schema)}`])
  await shop.engine.prepare(await viewOf(shop.engine, reads, format, locals))
}

/** Every file of the table that the filter does not rule out, while the budget lasts. */
async function filesOf(shop: Workshop, reads: Reads, signal: AbortSignal): Promise<{ entries: Entry[]; format: Format }> {
  const { store, layout } = shop
  const spend = budget()
  const entries: Entry[] = []
  let format: Format | undefined
  const take = (all: Entry[]) => {
    for (const entry of all) {
      const own = formatOf(entry.key, layout)
      if (!own || entry.size === 0) continue
      format ??= own
      if (own !== format) continue
      spend(entry)
      entries.push(entry)
    }
  }
  const keys = reads.columns.filter(({ partition }) => partition)
  const folder = await folderOf(shop, reads, signal)
  if ("key" in folder) take([folder])
  else if (keys.length === 0) for await (const page of pagesOf(store, folder.prefix, true, signal)) take(page.entries)
  else {
    const leaves = await partitionsOf(shop, folder.prefix, keys, signal)
    for (const leaf of await wanted(shop.engine, leaves, keys, reads.partitions))
      for await (const page of pagesOf(store, leaf, false, signal)) take(page.entries)
  }
  return { entries, format: format ?? "csv" }
}

/** From the name of a table back to where its files are. */
async function folderOf(
  { store, layout }: Workshop,
  { schema, name: table, columns }: Reads,
  signal: AbortSignal,
): Promise<{ prefix: string } | Entry> {
  const prefix = prefixesOf(layout).find((one) => schemaOfPrefix(one, layout) === schema)
  if (prefix === undefined) throw gone()
  const inside = `${prefix}${table}/`
  const { entries, folders } = await store.list(inside, { folded: true, most: 1, signal })
  if (entries.length + folders.length > 0) return { prefix: inside }
  const own = ownName(prefix, layout) === table && (layout.loose === "together" || columns.some(({ partition }) => partition))
  if (own) return { prefix }
  const entry = await store.head(`${prefix}${table}`)
  if (!entry) throw gone()
  return entry
}

const gone = () => new SourceError("missing", "This table is not among the files any more. Refresh the schema.", "gone")

/** The folders of the last level, found level by level. */
async function partitionsOf({ store }: Workshop, top: string, keys: Column[], signal: AbortSignal): Promise<string[]> {
  let level = [top]
  for (let depth = 0; depth < keys.length; depth++) {
    const next: string[] = []
    for (const folder of level)
      for await (const { folders } of pagesOf(store, folder, true, signal)) {
        next.push(...folders.filter(isPartition))
        if (next.length > mostFolders)
          throw new SourceError(
            "unsupported",
            `This table has more than ${mostFolders.toLocaleString("en-US")} partitions, which is the limit. Divide it less finely.`,
            "partitions",
          )
      }
    level = next
  }
  return level
}

/** The engine itself judges which partitions the filter leaves: it means the same there as in the count. */
async function wanted(engine: Engine, leaves: string[], keys: Column[], where: Reads["partitions"]): Promise<string[]> {
  if (!where || leaves.length === 0) return leaves
  const rows = leaves.map((leaf, at) => `(${at}, ${valuesOf(leaf, keys)})`)
  await engine.prepare([
    `CREATE OR REPLACE TABLE memory.main.leaves (leaf INTEGER${keys.map((key) => `, ${name(key.name)} ${known(key.type)}`).join("")})`,
    ...inserts("leaves", rows),
  ])
  const left = await engine.query(`SELECT leaf FROM memory.main.leaves WHERE ${where.text}`, where.values)
  return left.map(([at]) => leaves[Number(at)]).filter((leaf) => leaf !== undefined)
}

function valuesOf(key: string, keys: Column[]): string {
  const values = partitionsIn(`${key.replace(/\/?$/, "/")}`)
  return keys.map(({ name: one, type }) => `CAST(${literal(values.get(one))} AS ${known(type)})`).join(", ")
}
const literal = (value: string | null | undefined) => (value === null || value === undefined ? "NULL" : quoteText("duckdb", value))

const inserts = (table: string, rows: string[]) =>
  Array.from(
    { length: Math.ceil(rows.length / perInsert) },
    (_, at) => `INSERT INTO memory.main.${table} VALUES ${rows.slice(at * perInsert, (at + 1) * perInsert).join(", ")}`,
  )

async function viewOf(
  engine: Engine,
  { schema, name: table, columns }: Reads,
  format: Format,
  locals: Map<Entry, Local>,
): Promise<string[]> {
  const view = `CREATE OR REPLACE VIEW ${quotePath("duckdb", "source", schema, table)} AS`
  const nothing = columns.map((column) => `CAST(NULL AS ${known(column.type)}) AS ${name(column.name)}`)
  if (locals.size === 0) return [`${view} SELECT ${nothing.join(", ")} WHERE false`]
  const own = columns.filter(({ partition }) => !partition)
  const keys = columns.filter(({ partition }) => partition)
  const source = relationOf(
    format,
    [...locals.values()],
    own.map((column) => column.name),
  )
  const there = new Set((await engine.query(`SELECT column_name FROM (DESCRIBE ${source})`)).map(([one]) => String(one).toLowerCase()))
  const shown = own.map((column) => {
    const value = there.has(column.name.toLowerCase()) ? typed(format, column.name, column.type) : `CAST(NULL AS ${known(column.type)})`
    return `${value} AS ${name(column.name)}`
  })
  if (keys.length === 0) return [`${view} SELECT ${shown.join(", ")} FROM (${source})`]
  const rows = [...locals].map(
    ([entry, { path }]) => `(${quoteText("duckdb", path)}, ${valuesOf(entry.key.slice(0, -nameOf(entry.key).length), keys)})`,
  )
  const parts = `CREATE OR REPLACE TABLE memory.main.parts (file VARCHAR${keys.map((key) => `, ${name(key.name)} ${known(key.type)}`).join("")})`
  const outer = [...own.map((column) => `rows.${name(column.name)}`), ...keys.map((column) => `parts.${name(column.name)}`)].join(", ")
  return [
    parts,
    ...inserts("parts", rows),
    `${view} SELECT ${outer} FROM (SELECT ${[...shown, name(fileColumn)].join(", ")} FROM (${source})) AS rows JOIN memory.main.parts AS parts ON rows.${name(fileColumn)} = parts.file`,
  ]
}
