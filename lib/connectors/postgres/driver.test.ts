import connect from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { canary, openSession, outcomes, remediesOf, resultOf, runChecks, unique, withSession } from "../trial"

const adminUrl = new URL(process.env.TEST_SOURCE_ADMIN_URL ?? "postgres://missing")
const server = { host: adminUrl.hostname, port: Number(adminUrl.port) }
const dial = guard({ allow: `127.0.0.1:${server.port}` })
const database = unique("shop")
const reader = unique('rea"der')
const quoted = `"${reader.replaceAll('"', '""')}"`
const root = connect(adminUrl.href, { max: 2, onnotice: () => {} })
const inside = connect(Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href, { max: 2, onnotice: () => {} })
const admin = (statements: string) => inside.unsafe(statements)

const answers = (over: Record<string, unknown> = {}, keys: Record<string, unknown> = {}) => ({
  settings: { ...server, database, tls: "off", schemas: ["sales"], ...over },
  keys: { method: "password", user: reader, password: canary, ...keys },
})
const check = (...over: Parameters<typeof answers>) => withSession(openSession("postgres", dial, answers(...over)), runChecks)
const fingerprint = () => withSession(openSession("postgres", dial, answers()), async (session) => session.fingerprint?.())

beforeAll(async () => {
  await root.unsafe(`create database ${database}`)
  await root.unsafe(`revoke all on database ${database} from public`)
  await root.unsafe(`create role ${quoted} login password '${canary}'`)
  await admin(`
    create schema sales; create schema "h""r"; create schema empty;
    create table sales.customers (id int primary key, name text not null, joined timestamptz);
    create table sales."Or""ders" (id bigint, total numeric(10,2), note json);
    comment on column sales.customers.name is 'As typed';
    create view sales.recent as select id from sales.customers;
    create table "h""r".salaries (id int);
    insert into sales.customers values (1, 'O''Brien', now()), (2, '''; drop table x; --', null), (3, '100%_"\\', now())`)
})
afterAll(async () => {
  await inside.end()
  await root.unsafe(`drop database ${database} with (force)`)
  await root.unsafe(`drop role ${quoted}`)
  await root.end()
})

describe("a PostgreSQL connection", () => {
  test("each missing grant is named, and its remedy, when run, turns the check green", async () => {
    const story: [string, RegExp][] = [
      ["database", /GRANT CONNECT ON DATABASE/],
      ["schemas", /GRANT USAGE ON SCHEMA "sales"/],
      ["tables", /GRANT SELECT ON ALL TABLES IN SCHEMA "sales"/],
    ]
    for (const [key, remedy] of story) {
      const results = await check()
      expect(resultOf(results, key)).toMatchObject({ outcome: "failed", reason: "permission" })
      const remedies = remediesOf(results)
      expect(remedies).toEqual([expect.stringMatching(remedy)])
      await admin(remedies[0] ?? "")
    }
    const results = await check()
    expect(outcomes(results)).toEqual({
      connect: "passed",
      tls: "warning",
      authenticate: "passed",
      database: "passed",
      schemas: "passed",
      tables: "passed",
      introspect: "passed",
      excess: "passed",
    })
    expect(resultOf(results, "introspect")?.message).toBe("3 tables with 7 columns in 1 schema.")
  })

  test("a table that cannot be read is optional, and named", async () => {
    await admin('create table sales."new ""one""" (id int)')
    const results = await check()
    expect(resultOf(results, "tables")).toMatchObject({ outcome: "warning", message: "3 tables can be read, 1 cannot." })
    await admin(remediesOf(results)[0] ?? "")
    expect(resultOf(await check(), "tables")?.outcome).toBe("passed")
  })

  test("at most 200 objects are listed, and the rest is counted", async () => {
    await admin(
      `create schema wide; grant usage on schema wide to ${quoted}; create table wide.open (id int); grant select on wide.open to ${quoted}`,
    )
    await admin(Array.from({ length: 205 }, (_, at) => `create table wide.t${at} (id int)`).join(";"))
    const tables = resultOf(await check({ schemas: ["wide"] }), "tables")
    expect(tables?.grants).toHaveLength(201)
    expect(tables?.message).toContain("there are 5 more")
    await admin("drop schema wide cascade")
  })

  test("a schema that is not there, an empty one and an empty database each have their words", async () => {
    expect(resultOf(await check({ schemas: ["sales", "sails"] }), "schemas")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining('no schema "sails"'),
    })
    await admin(`grant usage on schema empty to ${quoted}`)
    expect(resultOf(await check({ schemas: ["empty"] }), "tables")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("Check three things"),
    })
    const bare = unique("bare")
    await root.unsafe(`create database ${bare}`)
    expect(resultOf(await check({ database: bare, schemas: [] }), "tables")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("Check three things"),
    })
    await root.unsafe(`drop database ${bare} with (force)`)
    expect(resultOf(await check({ database: "nowhere" }), "database")).toMatchObject({ outcome: "failed", reason: "missing" })
  })

  test("rights beyond reading are warned of, with what takes them back", async () => {
    await admin(`grant insert, truncate on sales.customers to ${quoted}; grant create on schema sales to ${quoted}`)
    const excess = resultOf(await check(), "excess")
    expect(excess?.outcome).toBe("warning")
    expect(excess?.excess?.map(({ right, object }) => `${right} on ${object}`)).toEqual([
      "CREATE on schema sales",
      "INSERT, TRUNCATE on table sales.customers",
    ])
    for (const { remedy } of excess?.excess ?? []) await admin(remedy ?? "")
    expect(resultOf(await check(), "excess")?.outcome).toBe("passed")
    await admin("alter table sales.customers enable row level security")
    expect(resultOf(await check(), "excess")).toMatchObject({ outcome: "warning", message: expect.stringContaining("row-level security") })
    await admin("alter table sales.customers disable row level security")
    expect(
      resultOf(await check({}, { user: adminUrl.username, password: decodeURIComponent(adminUrl.password) }), "excess")?.excess?.[0]?.right,
    ).toBe("SUPERUSER")
  })

  test("the fingerprint stands still, and moves with the schema, comments, constraints and grants", async () => {
    const seen = [await fingerprint()]
    expect(await fingerprint()).toBe(seen[0])
    await admin("analyze; insert into sales.customers values (9, 'x', null); delete from sales.customers where id = 9")
    expect(await fingerprint()).toBe(seen[0])
    for (const change of [
      "alter table sales.customers add column age int",
      "alter table sales.customers drop column age",
      "alter table sales.customers rename column name to called",
      "alter table sales.customers rename column called to name",
      "comment on table sales.customers is 'People'",
      'alter table sales."Or""ders" add primary key (id)',
      `revoke select on sales.recent from ${quoted}`,
      `grant select on sales.recent to ${quoted}`,
      "create table sales.extra (id int)",
    ]) {
      await admin(change)
      seen.push(await fingerprint())
    }
    expect(new Set(seen).size).toBe(seen.length)
    await admin('create table "h""r".other (id int)')
    expect(await fingerprint()).toBe(seen.at(-1))
  })
})
