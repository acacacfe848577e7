import connect from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import type { Table } from "../connector"
import { canary, openSession, unique, withSession } from "../trial"

const adminUrl = new URL(process.env.TEST_SOURCE_ADMIN_URL ?? "postgres://missing")
const server = { host: adminUrl.hostname, port: Number(adminUrl.port) }
const [database, reader] = [unique("marked"), unique("reader")]
const root = connect(adminUrl.href, { max: 2, onnotice: () => {} })
const inside = connect(Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href, { max: 1, onnotice: () => {} })
const admin = (statements: string) => inside.unsafe(statements)
const open = () =>
  openSession("postgres", guard({ allow: `127.0.0.1:${server.port}` }), {
    settings: { ...server, database, tls: "off", schemas: ["sales"] },
    keys: { method: "password", user: reader, password: canary },
  })

beforeAll(async () => {
  await root.unsafe(`create database ${database}`)
  await root.unsafe(`create role ${reader} login password '${canary}'`)
  await admin("create schema sales")
})
afterAll(async () => {
  await inside.end()
  await root.unsafe(`drop database ${database} with (force)`)
  await root.unsafe(`drop role ${reader}`)
  await root.end()
})

/** What a refresh by marks arrives at: what it had, without the tables that went, with those read anew whose mark moved. */
const refreshed = async (had: Table[]) =>
  withSession(open(), async (session) => {
    const marks = (await all(session.marks?.() ?? [])).flat()
    const known = new Map(had.map((table) => [table.name, table]))
    const moved = marks.filter(({ name, mark }) => known.get(name)?.mark !== mark)
    const anew = (await all(session.tables(moved))).flat()
    const kept = marks.flatMap(({ name, mark }) => (known.get(name)?.mark === mark ? [known.get(name) as Table] : []))
    return { tables: [...kept, ...anew].sort((a, b) => (a.name < b.name ? -1 : 1)), anew: anew.map(({ name }) => name) }
  })
const whole = () => withSession(open(), async (session) => (await all(session.tables())).flat())
const all = async <T>(pages: AsyncIterable<T> | Iterable<T>) => {
  const found: T[] = []
  for await (const page of pages) found.push(page)
  return found
}
const bare = (tables: Table[]) => tables.map(({ estimatedRows: _, ...rest }) => rest).sort((a, b) => (a.name < b.name ? -1 : 1))

test("SCH-5 what is read by marks is what reading everything finds, after every kind of change", async () => {
  await admin(`
    create type sales.mood as enum ('well', 'ill'); create domain sales.cents as int;
    create table sales.one (id int, said text, mood sales.mood, owed sales.cents, unique (id)); create table sales.two (id int primary key);
    grant usage on schema sales to ${reader}; grant select on all tables in schema sales to ${reader}`)
  let had = await whole()
  expect((await refreshed(had)).anew).toEqual([])
  const group = unique("group")
  const changes: [string, string[] | "any"][] = [
    ["comment on table sales.one is 'said of the table'", ["one"]],
    ["comment on column sales.one.said is 'said of the column'", ["one"]],
    ["comment on column sales.one.said is null", ["one"]],
    ["alter table sales.one add column extra int", ["one"]],
    ["alter table sales.one rename column extra to more", ["one"]],
    ["alter table sales.one alter column more type bigint", ["one"]],
    ["alter table sales.one alter column more set not null", ["one"]],
    ["alter table sales.one drop column more", ["one"]],
    ["alter table sales.one add primary key (id)", ["one"]],
    ["alter table sales.one drop constraint one_pkey", ["one"]],
    [`revoke select on sales.one from ${reader}`, ["one"]],
    [`grant select (id) on sales.one to ${reader}`, ["one"]],
    [`grant select on sales.one to ${reader}`, ["one"]],
    ["alter table sales.two rename to twain", ["twain"]],
    ["drop table sales.twain; create table sales.twain (id int primary key)", ["twain"]],
    ["create table sales.three (id int)", ["three"]],
    ["drop table sales.three", []],
    ["alter type sales.mood rename to temper", "any"],
    ["alter domain sales.cents rename to pence", "any"],
    [`revoke usage on schema sales from ${reader}`, "any"],
    [`grant usage on schema sales to ${reader}`, "any"],
    [`create role ${group}; grant select on sales.twain to ${group}; grant ${group} to ${reader}`, "any"],
    [`revoke ${group} from ${reader}`, "any"],
    [`drop owned by ${group}; drop role ${group}`, "any"],
    ["analyze sales.one", []],
  ]
  for (const [change, expected] of changes) {
    await admin(change)
    const { tables, anew } = await refreshed(had)
    const truth = await whole()
    expect(bare(tables), change).toEqual(bare(truth))
    if (expected !== "any") expect(anew, change).toEqual(expected)
    had = truth
  }
})
