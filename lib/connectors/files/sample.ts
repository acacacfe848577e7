import "server-only"
import { open, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { type Column, SourceError, type Table } from "../connector"
import { kindOf } from "../duckdb/kinds"
import type { Engine } from "../duckdb/process"
import { quoteName } from "../quote"
import { headerOf, nameOf, textOf } from "./formats"
import { decoded, type Place } from "./layout"
import { type Found, merge } from "./merge"
import { guessOf, type Local, probeOf, relationOf } from "./relation"
import type { Layout } from "./settings"
import { type Entry, readRange, type Store } from "./store"

export type Workshop = { store: Store; layout: Layout; engine: Engine; folder: string; signal: AbortSignal }

const sampleBytes = 256 * 1024
const footerBytes = 64 * 1024
const largestFooter = 16 * 1024 * 1024
const perProbe = 40
let written = 0

/** The columns of a table, from the beginnings of some of its files or, for Parquet, from their ends. */
export async function describe(shop: Workshop, place: Place): Promise<Table> {
  const shared = { schema: place.schema, name: place.name, kind: place.partitions.length > 0 ? "partitioned table" : "table" } as const
  try {
    const found: Found[][] = []
    let rows: number | undefined
    for (const entry of place.samples.filter(({ size }) => size > 0)) {
      const file = await look(shop, place, entry)
      found.push(file.columns)
      if ("entry" in place.at) rows = file.rows
    }
    if (found.length === 0) return { ...shared, readable: false, columns: [], comment: "Its files are empty." }
    const { columns, differ } = merge(found)
    const notes = [place.note, differ && `Its files differ: ${differ}.`].filter((note) => typeof note === "string")
    return {
      ...shared,
      readable: true,
      ...(rows === undefined ? {} : { estimatedRows: rows }),
      ...(notes.length > 0 ? { comment: notes.join(" ") } : {}),
      columns: [...columns.filter(({ name }) => !place.partitions.includes(name)), ...partitionColumns(place)],
    }
  } catch (error) {
    if (!(error instanceof SourceError) || !["file", "permission", "missing", "unsupported"].includes(error.reason)) throw error
    return { ...shared, readable: false, columns: [], comment: error.message }
  }
}

async function look(shop: Workshop, { format }: Place, entry: Entry): Promise<{ columns: Found[]; rows?: number }> {
  const path = join(shop.folder, `sample-${++written}`)
  try {
    if (format === "parquet") return await lookAtEnd(shop, entry, path)
    const whole = entry.size <= sampleBytes
    const bytes = await readRange(shop.store, entry.key, { from: 0, to: Math.min(sampleBytes, entry.size) - 1 }, shop.signal)
    const plain = textOf(entry.key, bytes, whole)
    await writeFile(path, plain)
    const named = (error: unknown) => withName(entry, error)
    return {
      columns: format === "csv" ? await csv(shop, entry, path, plain).catch(named) : await json(shop, entry, path, plain).catch(named),
    }
  } finally {
    await rm(path, { force: true })
  }
}

/** The schema stands at the end: a file as long as the object, of which only that end is there, is enough for the engine. */
async function lookAtEnd({ store, engine, signal }: Workshop, entry: Entry, path: string): Promise<{ columns: Found[]; rows?: number }> {
  const last = (bytes: number) => readRange(store, entry.key, { from: Math.max(0, entry.size - bytes), to: entry.size - 1 }, signal)
  let end = await last(footerBytes)
  const needed = end.length >= 8 ? end.readUInt32LE(end.length - 8) + 8 : 0
  if (end.length < 12 || end.subarray(-4).toString("latin1") !== "PAR1" || needed > entry.size) throw cutOff(entry)
  if (needed > largestFooter) throw new SourceError("unsupported", `${nameOf(entry.key)}: its description is larger than 16 MB.`, "footer")
  if (needed > end.length) end = await last(needed)
  const handle = await open(path, "w")
  try {
    await handle.truncate(entry.size)
    await handle.write("PAR1", 0)
    await handle.write(end, 0, end.length, entry.size - end.length)
  } finally {
    await handle.close()
  }
  const source = relationOf("parquet", [{ path, zipped: false }])
  try {
    const columns = (await engine.query(`SELECT column_name, column_type FROM (DESCRIBE ${source})`)).slice(0, -1)
    const [total] = await engine.query("SELECT num_rows FROM parquet_file_metadata($1)", [path])
    return { columns: columns.map(([name, type]) => ({ name: String(name), type: flat(String(type)) })), rows: Number(total?.[0] ?? 0) }
  } catch (error) {
    throw error instanceof SourceError && error.reason === "file" ? cutOff(entry) : error
  }
}

const cutOff = ({ key }: Entry) =>
  new SourceError("file", `${nameOf(key)}: this Parquet file is damaged or cut off, or is no Parquet file. Write it anew.`, "parquet")

/** What has parts is shown as JSON. */
const flat = (type: string) => (/^(STRUCT|MAP|UNION)\(|\]$/.test(type) ? "JSON" : type)

async function csv({ engine, layout }: Workshop, { key }: Entry, path: string, plain: Buffer): Promise<Found[]> {
  const { names, delimiter } = headerOf(key, plain, layout)
  const file: Local = { path, zipped: false, names, delimiter }
  return probe(
    engine,
    relationOf("csv", [file]),
    names.map((name) => ({ name, quoted: false, value: quoteName("duckdb", name) })),
  )
}

async function json({ engine }: Workshop, { key }: Entry, path: string, plain: Buffer): Promise<Found[]> {
  if (/^\s*\[/.test(plain.toString("utf8", 0, 100)))
    throw new SourceError("file", `${nameOf(key)}: this is one JSON array. Write one object on each line.`, "json-array")
  const text = `'${path.replaceAll("'", "''")}'`
  const rows = await engine.query(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_json(${text}, format = 'newline_delimited', compression = 'uncompressed', maximum_depth = 2))`,
  )
  const all = rows.map(([name, type]) => ({ name: String(name), type: flat(String(type)) }))
  const texts = all.filter(({ type }) => /^(VARCHAR|DATE|TIME|TIMESTAMP|UUID)/.test(type))
  const source = relationOf(
    "jsonl",
    [{ path, zipped: false }],
    all.map(({ name }) => name),
  )
  const asked = texts.map(({ name }) => ({ name, quoted: true, value: `(${quoteName("duckdb", name)} ->> '$')` }))
  const moments = new Map((await probe(engine, source, asked)).map(({ name, type }) => [name, type]))
  return all.map(({ name, type }) => ({
    name,
    type: moments.get(name) ?? (texts.some((one) => one.name === name) ? "VARCHAR" : numeric(type)),
  }))
}

const numeric = (type: string) =>
  /INT$/.test(type) && type !== "HUGEINT" && type !== "UBIGINT" ? "BIGINT" : /INT$|DOUBLE|FLOAT|DECIMAL/.test(type) ? "DOUBLE" : type

async function probe(engine: Engine, source: string, columns: Parameters<typeof probeOf>[1]): Promise<Found[]> {
  const found: Found[] = []
  for (let at = 0; at < columns.length; at += perProbe) {
    const some = columns.slice(at, at + perProbe)
    const [row = []] = await engine.query(probeOf(source, some))
    found.push(...some.map(({ name }, index) => ({ name, type: guessOf(row[index]) })))
  }
  return found
}

/** What the folders' names say; their types are judged by the folders on the way to the samples. */
function partitionColumns({ partitions, samples }: Place): Column[] {
  return partitions.map((name) => {
    const values = samples.map(({ key }) => partitionsIn(key).get(name)).filter((value) => typeof value === "string")
    const all = (pattern: RegExp) => values.length > 0 && values.every((value) => pattern.test(value))
    const type = all(/^-?(0|[1-9]\d{0,17})$/) ? "BIGINT" : all(/^\d{4}-\d{2}-\d{2}$/) ? "DATE" : "VARCHAR"
    return { name, type, kind: kindOf(type), nullable: true, partition: true }
  })
}

/** `dt=2026-01-01` of every folder on the way to a file. */
export const partitionsIn = (key: string): Map<string, string | null> =>
  new Map(
    key
      .split("/")
      .slice(0, -1)
      .filter((folder) => folder.includes("="))
      .map((folder) => {
        const at = folder.indexOf("=")
        const value = folder.slice(at + 1)
        return [decoded(folder.slice(0, at)), value === "__HIVE_DEFAULT_PARTITION__" ? null : decoded(value)]
      }),
  )

function withName({ key }: Entry, error: unknown): never {
  if (!(error instanceof SourceError) || error.reason !== "file" || error.message.startsWith(`${nameOf(key)}: `)) throw error
  throw new SourceError("file", `${nameOf(key)}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`, error.code)
}
