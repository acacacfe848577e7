import { gzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { countOf, type Files, put, read, typesOf } from "@/test/bucket"
import { parquet } from "./trial"

const half = async () => {
  const whole = await parquet("SELECT range AS id, 'n' || range AS name FROM range(20000)")
  return whole.subarray(0, whole.length >> 1)
}
test.each<[string, () => Promise<Files> | Files, object, string]>([
  ["a Parquet file cut in half", async () => ({ "x.parquet": await half() }), {}, "x.parquet: this Parquet file is damaged or cut off"],
  ["a text called Parquet", () => ({ "x.parquet": "id\n1\n" }), {}, "x.parquet: this Parquet file is damaged or cut off"],
  [
    "a Parquet file called CSV",
    async () => ({ "x.csv": await parquet("SELECT 1 AS id") }),
    {},
    "this is a Parquet file with another ending",
  ],
  ["a wrong delimiter", () => ({ "x.csv": "id;name\n1;Ann\n" }), { delimiter: "," }, "its first line holds semicolons"],
  ["a row too long", () => ({ "x.csv": "id,name\n1,Ann\n2,Bob,3\n" }), {}, "more or fewer values"],
  ["a gzip file without its ending", () => ({ "x.csv": gzipSync("id\n1\n") }), {}, "Give it the ending .gz"],
  ["a text that is called gzip", () => ({ "x.csv.gz": "id\n1\n" }), {}, "is not packed with gzip"],
  ["a text that is not UTF-8", () => ({ "x.csv": Buffer.from("id,name\n1,\xe4\xe4\n", "latin1") }), {}, "UTF-8"],
  ["a JSON array", () => ({ "x.json": '[{"id":1}]' }), {}, "Write one object on each line"],
  ["JSON cut off", () => ({ "x.jsonl": '{"id":1}\n{"id":' }), {}, "not one whole JSON object"],
  ["an empty file", () => ({ "x.csv": "" }), {}, "Its files are empty"],
  ["a bomb", () => ({ "x.csv.gz": gzipSync(Buffer.alloc(60_000_000, "a")) }), {}, "unpacks to far more"],
])("%s is named in one sentence, and the other tables are read", async (_name, files, settings, words) => {
  const tables = await read(put({ ...(await files()), "z.parquet": await parquet("SELECT 1 AS id") }), settings)
  expect(tables.map(({ readable }) => readable)).toEqual([false, true])
  expect(tables[0]?.comment).toContain(words)
})

test("files that differ are one table, and it says in what", async () => {
  const bucket = put({
    "mixed/a.csv": "id,name\n1,Ann\n",
    "mixed/b.csv": "name,id,extra\nBob,x2,y\n",
    "mixed/c.parquet": await parquet("SELECT 1 AS id"),
    "wide/a.parquet": await parquet("SELECT 1::INTEGER AS id"),
    "wide/b.parquet": await parquet("SELECT 2.5::DOUBLE AS id, 'x' AS name"),
    "packed/a.csv.gz": gzipSync("id,name\n1,Ann\n"),
    "packed/b.csv": "id,name\n2,Bob\n",
    "headed/a.csv": "id,name\n",
  })
  const tables = await read(bucket)
  const of = (name: string) => tables.find((table) => table.name === name)
  expect(typesOf(of("mixed"))).toEqual({ id: "VARCHAR", name: "VARCHAR", extra: "VARCHAR" })
  expect(of("mixed")?.comment).toBe(
    "One file of another format is left out. Its files differ: extra is not in all of them; id has different types and is read as text.",
  )
  expect(typesOf(of("wide"))).toEqual({ id: "DOUBLE", name: "VARCHAR" })
  expect(await countOf(bucket, "mixed", { match: "all", conditions: [{ column: "name", op: "is", value: "Bob" }] })).toBe(1)
  expect(await countOf(bucket, "wide", { match: "all", conditions: [{ column: "id", op: ">", value: 2 }] })).toBe(1)
  expect(await countOf(bucket, "packed")).toBe(2)
  expect(await countOf(bucket, "headed")).toBe(0)
})
