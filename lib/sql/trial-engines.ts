import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TableRef } from "./compile"
import { columnsAs, isoOf, type Name, type Row } from "./trial"

/** A real engine with one table of the given rows. */
export type Engine = {
  table: TableRef
  port: number
  answers: { settings: Record<string, unknown>; keys: Record<string, unknown>; file?: string }
  end(): Promise<unknown>
}

type Types = Record<Name, string>
export const order: Name[] = ['na"me`\\', "code", "n", "amount", "ratio", "vip", "born", "seen", "plain", "doc"]
const stamp = (ms: Row[Name]) => (ms === null ? null : isoOf(Number(ms)).slice(0, 19).replace("T", " "))
export const cells = (row: Row) => order.map((name) => (name === "seen" || name === "plain" ? stamp(row[name]) : row[name]))
export const define = (types: Types, quote: (name: string) => string) => order.map((name) => `${quote(name)} ${types[name]}`).join(", ")
export const double = (name: string) => `"${name.replaceAll('"', '""')}"`

export async function fillPostgres(adminUrl: string, database: string, password: string, data: Row[]): Promise<Engine> {
  const { default: connect } = await import("postgres")
  const url = new URL(adminUrl)
  const root = connect(url.href, { max: 1, onnotice: () => {} })
  await root.unsafe(`create database ${database}`)
  await root.unsafe(`create role ${database} login password '${password}'`)
  const admin = connect(Object.assign(new URL(url), { pathname: `/${database}` }).href, { max: 1, onnotice: () => {} })
  const types = {
    'na"me`\\': "text",
    code: "character varying(9)",
    n: "bigint",
    amount: "numeric(10,2)",
    ratio: "real",
    vip: "boolean",
    born: "date",
    seen: "timestamp with time zone",
    plain: "timestamp without time zone",
    doc: "jsonb",
  }
  await admin.unsafe(
    `set timezone = 'UTC'; create schema "we""ird"; grant usage on schema "we""ird" to ${database}; create table "we""ird"."peo""ple" (${define(types, double)}); grant select on "we""ird"."peo""ple" to ${database}`,
  )
  const casts = order.map((name, at) => `$${at + 1}::text::${types[name]}`).join(", ")
  for (const row of data)
    await admin.unsafe(
      `insert into "we""ird"."peo""ple" values (${casts})`,
      cells(row).map((cell) => (cell === null ? null : String(cell))),
    )
  await admin.end()
  return {
    table: { schema: 'we"ird', name: 'peo"ple', columns: columnsAs(types) },
    port: Number(url.port),
    answers: {
      settings: { host: url.hostname, port: Number(url.port), database, tls: "off", schemas: [] },
      keys: { method: "password", user: database, password },
    },
    async end() {
      await root.unsafe(`drop database ${database} with (force)`)
      await root.unsafe(`drop role ${database}`)
      await root.end()
    },
  }
}

export async function fillMariadb(adminUrl: string, database: string, password: string, data: Row[]): Promise<Engine> {
  const { createConnection } = await import("mysql2/promise")
  const url = new URL(adminUrl)
  const admin = await createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    charset: "utf8mb4",
  })
  const types = {
    'na"me`\\': "varchar(60)",
    code: "char(9)",
    n: "bigint",
    amount: "decimal(10,2)",
    ratio: "float",
    vip: "tinyint(1)",
    born: "date",
    seen: "timestamp",
    plain: "datetime",
    doc: "json",
  }
  const tick = (name: string) => `\`${name.replaceAll("`", "``")}\``
  const setUp = [
    "set time_zone = '+00:00'",
    `create database ${database} character set utf8mb4`,
    `create user ${database}@'%' identified by '${password}'`,
    `create table ${database}.\`peo\`\`ple\` (${define({ ...types, seen: "timestamp null" }, tick)})`,
    `grant select on ${database}.* to ${database}@'%'`,
  ]
  for (const statement of setUp) await admin.query(statement)
  for (const row of data)
    await admin.query(`insert into ${database}.\`peo\`\`ple\` values (${order.map(() => "?").join(", ")})`, cells(row))
  return {
    table: { schema: database, name: "peo`ple", columns: columnsAs(types) },
    port: Number(url.port),
    answers: {
      settings: { host: url.hostname, port: Number(url.port), database, tls: "off" },
      keys: { method: "password", user: database, password },
    },
    async end() {
      await admin.query(`drop database ${database}`)
      await admin.query(`drop user ${database}@'%'`)
      await admin.end()
    },
  }
}

export async function fillDuckdb(data: Row[]): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-filters-"))
  const file = join(folder, "source.duckdb")
  const { DuckDBInstance, VARCHAR } = await import("@duckdb/node-api")
  const instance = await DuckDBInstance.create(file)
  const admin = await instance.connect()
  const types = {
    'na"me`\\': "VARCHAR",
    code: "VARCHAR",
    n: "BIGINT",
    amount: "DECIMAL(10,2)",
    ratio: "FLOAT",
    vip: "BOOLEAN",
    born: "DATE",
    seen: "TIMESTAMP WITH TIME ZONE",
    plain: "TIMESTAMP",
    doc: "JSON",
  }
  await admin.run(`set timezone = 'UTC'; create schema "we""ird"; create table "we""ird"."peo""ple" (${define(types, double)})`)
  const casts = order.map((name, at) => `CAST($${at + 1} AS ${types[name]})`).join(", ")
  for (const row of data) {
    const values = cells(row).map((cell) => (cell === null ? null : String(cell)))
    await admin.run(
      `insert into "we""ird"."peo""ple" values (${casts})`,
      values,
      values.map(() => VARCHAR),
    )
  }
  admin.closeSync()
  instance.closeSync()
  return {
    table: { schema: 'we"ird', name: 'peo"ple', columns: columnsAs(types) },
    port: 1,
    answers: { settings: { file: "folder:source.duckdb" }, keys: { method: "file" }, file },
    end: () => rm(folder, { recursive: true }),
  }
}

export async function fillBigquery(data: Row[]): Promise<Engine> {
  const { bigqueryDouble } = await import("@/test/doubles/bigquery/server")
  const { roles } = await import("@/test/doubles/bigquery/world")
  const { pointAt } = await import("@/test/doubles/point")
  const double = await bigqueryDouble()
  pointAt(double.endpoints)
  const types = {
    'na"me`\\': "STRING",
    code: "STRING",
    n: "INT64",
    amount: "NUMERIC",
    ratio: "FLOAT64",
    vip: "BOOL",
    born: "DATE",
    seen: "TIMESTAMP",
    plain: "DATETIME",
    doc: "JSON",
  } as const
  const project = "filters-project"
  const rows = data.map((row) => cells(row).map((cell) => (cell === null ? null : String(cell))))
  double.world.dataset(project, 'we"ird', [{ name: "peo`ple", fields: order.map((name) => ({ name, type: types[name] })), rows }])
  const key = double.accounts.account(`reader@${project}.iam.gserviceaccount.com`)
  double.world.grant(key.clientEmail, project, ...roles.jobUser, ...roles.dataViewer)
  return {
    table: { schema: 'we"ird', name: "peo`ple", columns: columnsAs(types) },
    port: double.port,
    answers: { settings: { project, datasets: [], ceilingGib: 1 }, keys: { method: "service-account", ...key } },
    end: () => double.close(),
  }
}
