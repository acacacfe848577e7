import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Statement } from "./connector"
import { canary, names, unique } from "./trial"

/** One real source with 602 tables, and the few statements that the contract asks of it. */
export type Trial = {
  answers: { settings: Record<string, unknown>; keys: Record<string, unknown>; file?: string }
  port: number
  schema: string
  table: string
  /** How many tables there are beside `people` and the view `seen`. */
  many: number
  names: string[]
  equals(name: string): Statement
  endless: Statement
  /** What the platform has no notion of. */
  lacks?: ("views" | "keys")[]
  /** How many endless counts the source is busy with; absent where nobody else can look. */
  running?(): Promise<number>
  end(): Promise<unknown>
}

export const many = 600
export const copies = (schema: string) =>
  Array.from({ length: many }, (_, at) => `create table ${schema}.t${String(at).padStart(3, "0")} (id int)`)

export async function postgresTrial(adminUrl: string): Promise<Trial> {
  const url = new URL(adminUrl)
  const { default: connect } = await import("postgres")
  const [database, reader] = [unique("contract"), unique("reader")]
  const root = connect(url.href, { max: 1, onnotice: () => {} })
  await root.unsafe(`create database ${database}`)
  await root.unsafe(`create role ${reader} login password '${canary}'`)
  const admin = connect(Object.assign(new URL(url), { pathname: `/${database}` }).href, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create schema shop; grant usage on schema shop to ${reader};
    create table shop.people (id int primary key, "na""me\`" text, joined timestamptz, born date, vip boolean);
    create view shop.seen as select id from shop.people; ${copies("shop").join(";")}; grant select on all tables in schema shop to ${reader}`)
  for (const [id, name] of names.entries()) await admin`insert into shop.people values (${id}, ${name}, now(), now(), true)`
  return {
    answers: {
      settings: { host: url.hostname, port: Number(url.port), database, tls: "off", schemas: [] },
      keys: { method: "password", user: reader, password: canary },
    },
    port: Number(url.port),
    schema: "shop",
    table: "shop.people",
    many,
    names,
    equals: (name) => ({ text: 'select count(*) from shop.people where "na""me`" = $1::text', values: [name] }),
    endless: { text: "select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b where a + b < 0", values: [] },
    running: async () => {
      const [row] =
        await root`select count(*)::int as busy from pg_stat_activity where usename = ${reader} and state = 'active' and application_name = 'patchbay'`
      return Number(row?.busy)
    },
    async end() {
      await admin.end()
      await root.unsafe(`drop database ${database} with (force)`)
      await root.unsafe(`drop role ${reader}`)
      await root.end()
    },
  }
}

export async function mysqlTrial(adminUrl: string): Promise<Trial> {
  const url = new URL(adminUrl)
  const { createConnection } = await import("mysql2/promise")
  const [database, reader] = [unique("contract"), unique("reader")]
  const admin = await createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    charset: "utf8mb4",
  })
  const setUp = [
    `create database ${database} character set utf8mb4`,
    `create user ${reader}@'%' identified by '${canary}'`,
    `create table ${database}.people (id int primary key, \`na"me\`\`\` text, joined datetime, born date, vip boolean)`,
    `create view ${database}.seen as select id from ${database}.people`,
    ...copies(database),
    `grant select on ${database}.* to ${reader}@'%'`,
  ]
  for (const statement of setUp) await admin.query(statement)
  for (const [id, name] of names.entries())
    await admin.execute(`insert into ${database}.people values (?, ?, now(), now(), true)`, [id, name])
  return {
    answers: {
      settings: { host: url.hostname, port: Number(url.port), database, tls: "off" },
      keys: { method: "password", user: reader, password: canary },
    },
    port: Number(url.port),
    schema: database,
    table: `${database}.people`,
    many,
    names,
    equals: (name) => ({ text: `select count(*) from ${database}.people where \`na"me\`\`\` = ?`, values: [name] }),
    endless: {
      text: `select count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c where a.ordinal_position + b.ordinal_position + c.ordinal_position < 0`,
      values: [],
    },
    running: async () => {
      const [rows] = await admin.query(
        "select count(*) as busy from information_schema.processlist where user = ? and command in ('Query', 'Execute')",
        [reader],
      )
      return Number((rows as { busy: number }[])[0]?.busy)
    },
    async end() {
      await admin.query(`drop database ${database}`)
      await admin.query(`drop user ${reader}@'%'`)
      await admin.end()
    },
  }
}

export async function duckdbTrial(): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-duckdb-"))
  const file = join(folder, "source.duckdb")
  const { DuckDBInstance } = await import("@duckdb/node-api")
  const instance = await DuckDBInstance.create(file)
  const admin = await instance.connect()
  await admin.run(`create schema shop; create table shop.people (id int primary key, "na""me\`" varchar, joined timestamptz, born date, vip boolean);
    create view shop.seen as select id from shop.people; ${copies("shop").join(";")}`)
  for (const [id, name] of names.entries())
    await admin.run("insert into shop.people values ($1, $2, now(), current_date, true)", [id, name])
  admin.closeSync()
  instance.closeSync()
  return {
    answers: { settings: { file: "folder:source.duckdb" }, keys: { method: "file" }, file },
    port: 1,
    schema: "shop",
    table: "source.shop.people",
    many,
    names,
    equals: (name) => ({ text: 'select count(*) from source.shop.people where "na""me`" = CAST($1 AS VARCHAR)', values: [name] }),
    endless: { text: "select count(*) from range(1000000) a, range(10000000) b where a.range + b.range = 7", values: [] },
    end: () => rm(folder, { recursive: true }),
  }
}
