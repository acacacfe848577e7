import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Session } from "@/lib/connectors/connector"
import type { PlatformId } from "@/lib/connectors/manifests"
import { openSession } from "@/lib/connectors/trial"
import { guard } from "@/lib/egress/guard"
import { against, load, median, timed } from "./measure"

const [tables, columns, rounds] = [Number(process.env.BENCH_TABLES ?? 10_000), 20, Number(process.env.BENCH_ROUNDS ?? 3)]
const list = Array.from({ length: columns }, (_, n) => `c${n} ${n % 2 ? "varchar(40)" : "int"}`).join(", ")

type Bench = { name: PlatformId; open(): Promise<Session>; own(): Promise<number>; end(): Promise<void> }

export async function introspectRounds() {
  const wanted = process.env.BENCH_PLATFORM
  for (const make of [duckdb, mysql].filter(({ name }) => !wanted || name === wanted)) {
    const bench = await make()
    const [ours, theirs] = [[] as number[], [] as number[]]
    let largest = 0
    for (let round = 0; round < rounds; round++) {
      theirs.push(await timed(async () => expect(await bench.own())))
      const session = await bench.open()
      ours.push(
        await timed(async () => {
          let seen = 0
          for await (const page of session.tables()) {
            seen += page.reduce((sum, table) => sum + table.columns.length, 0)
            largest = Math.max(largest, page.length)
          }
          expect(seen)
        }),
      )
      await session.close()
    }
    const words = `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms of its own client; pages of ${largest} tables`
    console.log(`${bench.name}: ${against(median(ours) / median(theirs), 3, "at most")}; ${words}; ${load()}`)
    await bench.end()
  }
}

function expect(seen: number) {
  if (seen !== tables * columns) throw new Error(`${seen} columns were read, not ${tables * columns}`)
}

async function duckdb(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-bench-"))
  const file = join(folder, "source.duckdb")
  const { DuckDBInstance } = await import("@duckdb/node-api")
  const made = await DuckDBInstance.create(file)
  const admin = await made.connect()
  await admin.run("begin")
  for (let n = 0; n < tables; n++) await admin.run(`create table t${n} (${list})`)
  await admin.run("commit")
  admin.closeSync()
  made.closeSync()
  return {
    name: "duckdb",
    open: () => openSession("duckdb", guard({}), { settings: { file: "folder:source.duckdb" }, keys: { method: "file" }, file }),
    async own() {
      const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" })
      const connection = await instance.connect()
      const rows = await (
        await connection.run(
          "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() where not internal order by 1, column_index",
        )
      ).getRowsJS()
      connection.closeSync()
      instance.closeSync()
      return rows.length
    },
    end: () => rm(folder, { recursive: true }),
  }
}

async function mysql(): Promise<Bench> {
  const url = new URL(process.env.TEST_MARIADB_URL ?? "")
  const { createConnection } = await import("mysql2/promise")
  const place = { host: url.hostname, port: Number(url.port) }
  const admin = await createConnection({ ...place, user: url.username, password: decodeURIComponent(url.password) })
  await admin.query("create database bench_wide")
  for (let n = 0; n < tables; n++) await admin.query(`create table bench_wide.t${n} (${list}) engine=myisam`)
  await admin.query("create user bench_reader@'%' identified by 'bench reader'")
  await admin.query("grant select on bench_wide.* to bench_reader@'%'")
  const keys = { method: "password", user: "bench_reader", password: "bench reader" }
  return {
    name: "mysql",
    open: () =>
      openSession("mysql", guard({ allow: `${url.hostname}:${url.port}` }), {
        settings: { ...place, database: "bench_wide", tls: "off" },
        keys,
      }),
    async own() {
      const client = await createConnection({ ...place, user: keys.user, password: keys.password })
      const [rows] = await client.query(
        "select table_name, column_name, column_type, is_nullable, column_comment, column_key from information_schema.columns where table_schema = 'bench_wide' order by table_name, ordinal_position",
      )
      await client.end()
      return (rows as unknown[]).length
    },
    async end() {
      await admin.query("drop database bench_wide")
      await admin.end()
    },
  }
}
