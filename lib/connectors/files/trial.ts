import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import type { Column } from "../connector"
import { names } from "../trial"
import { many, type Trial } from "../trial-sources"

/** Runs one statement that writes a file, and brings the file. */
export async function madeBy(sql: (path: string) => string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-files-"))
  const instance = await DuckDBInstance.create(":memory:")
  const connection = await instance.connect()
  try {
    await connection.run(sql(join(folder, "made").replaceAll("'", "''")))
    return await readFile(join(folder, "made"))
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(folder, { recursive: true })
  }
}
export const parquet = (query: string) => madeBy((path) => `COPY (${query}) TO '${path}' (FORMAT parquet)`)

const columns: Column[] = [
  { name: "id", type: "INTEGER", kind: "number", nullable: true },
  { name: 'na"me`', type: "VARCHAR", kind: "text", nullable: true },
]

/** The contract's source as files: one folder of Parquet, and 601 tables beside it. */
export async function filesTrial() {
  const values = names.map((name, id) => `(${id}, '${name.replaceAll("'", "''")}')`).join(", ")
  const people = await parquet(
    `SELECT id::INTEGER AS id, n AS "na""me\`", now() AS joined, current_date AS born, true AS vip FROM (VALUES ${values}) AS t(id, n)`,
  )
  const files: Record<string, string | Buffer> = { "exports/people/part-0.parquet": people, "exports/seen/part-0.csv": "id\n1\n" }
  for (let at = 0; at < many; at++) files[`exports/t${String(at).padStart(3, "0")}/part-0.csv`] = "id\n"
  const reads = { schema: "exports", name: "people", columns }
  const trial = {
    schema: "exports",
    table: "source.exports.people",
    many,
    names,
    lacks: ["views", "keys"],
    equals: (name) => ({ text: 'select count(*) from source.exports.people where "na""me`" = CAST($1 AS VARCHAR)', values: [name], reads }),
    endless: { text: "select count(*) from range(1000000) a, range(10000000) b where a.range + b.range = 7", values: [] },
  } satisfies Partial<Trial>
  return { files, trial }
}
