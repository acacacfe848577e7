import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest"
import { aShop, type Shop } from "@/test/doubles/snowflake/shop"
import type { Session, Table } from "../connector"
import { outcomes, resultOf, withSession } from "../trial"

let shop: Shop
const open: Shop[] = []
beforeEach(async () => {
  shop = await aShop()
  open.push(shop)
})
afterEach(() => shop.double.heal())
afterAll(() => Promise.all(open.map(({ double }) => double.close())))

const passed = {
  connect: "passed",
  tls: "warning",
  authenticate: "passed",
  role: "passed",
  warehouse: "passed",
  database: "passed",
  schemas: "passed",
  tables: "passed",
  introspect: "passed",
  excess: "passed",
}
const within = (timeoutMs = 10_000) => ({ signal: new AbortController().signal, timeoutMs })
const everything = async (session: Promise<Session>) =>
  withSession(session, async (opened) => {
    const found: Table[] = []
    for await (const page of opened.tables()) found.push(...page)
    return found
  })
const people = { text: 'SELECT count(*) FROM "SALES"."PEOPLE"', values: [] }

describe("what a Snowflake connection reads and counts", () => {
  test("the schema is read without a warehouse; only a count starts it, and one that does not start by itself is told", async () => {
    await shop.grantAll()
    const warehouse = shop.double.account.warehouses.get("WH")
    expect(resultOf(await shop.check(), "warehouse")?.message).toContain("suspended now and starts with the first count")
    const tables = await everything(shop.open())
    expect(tables.find(({ name }) => name === "PEOPLE")).toMatchObject({
      schema: "SALES",
      kind: "table",
      estimatedRows: 2,
      columns: [
        { name: "ID", type: "NUMBER(38,0)", kind: "number", key: true, nullable: false },
        { name: "NAME", type: "VARCHAR" },
      ],
    })
    expect(warehouse).toMatchObject({ state: "SUSPENDED", starts: 0 })
    expect(await withSession(shop.open(), (session) => session.count(people, within()))).toBe(2)
    expect(warehouse?.starts).toBe(1)
    Object.assign(warehouse ?? {}, { state: "SUSPENDED", autoResume: false })
    expect(resultOf(await shop.check(), "warehouse")).toMatchObject({
      outcome: "warning",
      message: expect.stringContaining("SET AUTO_RESUME = TRUE"),
    })
    await expect(withSession(shop.open(), (session) => session.count(people, within()))).rejects.toMatchObject({
      reason: "permission",
      code: "000606",
    })
  })

  test("names in quotes, with dots and with capitals are found as they are, and no other schema is read", async () => {
    await shop.grantAll()
    await shop.double.run(`GRANT USAGE ON SCHEMA SHOP."odd ""name" TO ROLE READER;
      GRANT SELECT ON ALL TABLES IN SCHEMA SHOP."odd ""name" TO ROLE READER;
      GRANT USAGE ON SCHEMA SHOP.HIDDEN TO ROLE READER;
      GRANT SELECT ON ALL TABLES IN SCHEMA SHOP.HIDDEN TO ROLE READER;`)
    const tables = await everything(shop.open({ schemas: ['"odd ""name"', "SALES"] }))
    expect(tables.map(({ schema, name, readable }) => `${schema}/${name}/${readable}`)).toEqual([
      "SALES/ORDERS/true",
      "SALES/PEOPLE/true",
      "SALES/SEEN/true",
      'odd "name/t.able/true',
    ])
    expect((await everything(shop.open({ schemas: [] }))).map(({ name }) => name)).toContain("SALARIES")
  })

  test("more than SHOW gives at a time: tables are asked for in pages, columns table by table", async () => {
    await shop.grantAll()
    const wide = Array.from({ length: 100 }, (_, at) => `c${at} int`).join(", ")
    await shop.double.fill(
      `create schema SHOP.WIDE; create schema SHOP.MANY; ${Array.from({ length: 101 }, (_, at) => `create table SHOP.WIDE.W${at} (${wide})`).join("; ")}`,
    )
    await shop.double.fill(
      `begin; ${Array.from({ length: 10_020 }, (_, at) => `create view SHOP.MANY.V${at} as select 1 as a`).join("; ")}; commit`,
    )
    for (const schema of ["WIDE", "MANY"])
      await shop.double.run(`GRANT USAGE ON SCHEMA SHOP.${schema} TO ROLE READER;
        GRANT OWNERSHIP ON SCHEMA SHOP.${schema} TO ROLE READER;`)
    await shop.double.run("GRANT SELECT ON ALL TABLES IN SCHEMA SHOP.WIDE TO ROLE READER")
    const tables = await everything(shop.open({ schemas: ["WIDE"] }))
    expect(tables).toHaveLength(101)
    expect(tables.every(({ columns }) => columns.length === 100)).toBe(true)
    await shop.double.run("GRANT SELECT ON ALL VIEWS IN SCHEMA SHOP.MANY TO ROLE READER")
    expect(resultOf(await shop.check({ schemas: ["MANY"] }), "tables")?.message).toBe("10,020 tables can be read.")
  }, 60_000)

  test("a long result comes in compressed parts, and a statement that takes its time is asked after", async () => {
    await shop.grantAll()
    Object.assign(shop.double.ways, { partRows: 1, syncMs: 0 })
    expect(outcomes(await shop.check())).toEqual(passed)
    expect((await everything(shop.open())).map(({ name }) => name)).toEqual(["ORDERS", "PEOPLE", "SEEN"])
    expect(
      shop.double.heard.filter(({ method, path }) => method === "GET" && path.startsWith("/api/v2/statements/")).length,
    ).toBeGreaterThan(5)
  })

  test("a session that ends asks Snowflake to stop what still runs", async () => {
    await shop.grantAll()
    const end = new AbortController()
    const session = await shop.open({}, {}, end.signal)
    const endless = { text: "SELECT count(*) FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 7", values: [] }
    const answer = session.count(endless, within(20_000)).catch((error: unknown) => error)
    await expect.poll(shop.double.running).toBe(1)
    await expect.poll(() => shop.double.heard.some(({ method }) => method === "GET")).toBe(true)
    end.abort(new Error("enough"))
    expect(await answer).toMatchObject({ message: "enough" })
    await session.close()
    await expect.poll(shop.double.running).toBe(0)
  })
})
