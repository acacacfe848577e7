import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { closeBoss } from "@/lib/queue/boss"
import type { Filter } from "@/lib/sql/model"
import { aSource, aSourceConnection, type Source, withdraw } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { createQuery } from "./create"
import { listDestinations } from "./destinations"
import { downloadQuery } from "./download"
import { findQuery } from "./find"
import { listQueries } from "./list"
import { refreshQuery } from "./refresh"
import { removeQuery } from "./remove"
import { updateQuery } from "./update"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

const germans: Filter = { match: "all", conditions: [{ column: "country", op: "is", value: "DE" }] }
const wanted = (connectionId: ConnectionId, more: Partial<Parameters<typeof createQuery>[1]> = {}) => ({
  name: "Germans",
  connectionId,
  schema: "shop",
  table: "customers",
  columns: ["email", "spent"],
  filter: germans,
  destination: "Google Sheets" as const,
  ...more,
})
const shared = (house: House, options = {}) => aSourceConnection(house, source, { teams: [house.teams.consumer], ...options })
const as = (house: House, statement: ReturnType<typeof sql>) => within(house.as("admin"), ({ db }) => db.execute(statement))
const stored = async (house: House) => (await as(house, sql`select 1 from queries where organization_id = ${house.id}`)).length
const cover = (house: House, ...covered: string[]) =>
  as(
    house,
    sql`update organizations set destinations = ${`{${covered.map((one) => `"${one}"`).join(",")}}`}::text[] where id = ${house.id}`,
  )

test("ACC-6 ACC-8 AUD-6: on a shared connection teammates make and edit queries without a login, and never see the connection's keys", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const { id: queryId, version } = await createQuery(home.as("marketer"), wanted(id))
    const seen = await findQuery(home.as("editor"), { queryId })
    expect(seen).toMatchObject({
      name: "Germans",
      team: { id: home.teams.consumer },
      sentence: 'country is "DE"',
      flag: null,
      readOnly: null,
    })
    expect(JSON.stringify(seen)).not.toContain(source.password)
    expect(JSON.stringify(seen)).not.toContain(source.user)
    await updateQuery(home.as("editor"), { ...wanted(id, { name: "Theirs", columns: ["email"] }), queryId, version })
    expect(await findQuery(home.as("marketer"), { queryId })).toMatchObject({
      name: "Theirs",
      columns: ["email"],
      maker: { id: home.people.marketer },
      version: 2,
    })
    expect(await listQueries(home.as("owner"), {})).toMatchObject({ rows: [{ id: queryId, lastRun: null }], total: 1 })
  }))

test("another team's member does not see it, nor does the neighbour; what is not seen cannot be changed, refreshed, downloaded or deleted", () =>
  world(async ({ home, elsewhere }) => {
    const id = await shared(home)
    const { id: queryId, version } = await createQuery(home.as("marketer"), wanted(id))
    for (const ctx of [home.as("marketer2"), home.as("editor2"), elsewhere.as("owner")]) {
      const none = { code: "not_found" }
      await expect(findQuery(ctx, { queryId })).rejects.toMatchObject(none)
      await expect(updateQuery(ctx, { ...wanted(id), queryId, version })).rejects.toMatchObject(none)
      await expect(refreshQuery(ctx, { queryId })).rejects.toMatchObject(none)
      await expect(downloadQuery(ctx, { queryId })).rejects.toMatchObject(none)
      await expect(removeQuery(ctx, { queryId })).rejects.toMatchObject(none)
      expect(await listQueries(ctx, {})).toMatchObject({ rows: [], total: 0 })
    }
    expect(await stored(home)).toBe(1)
    await removeQuery(home.as("admin"), { queryId })
    expect(await stored(home)).toBe(0)
  }))

test("ACC-4 ACC-7: nobody makes a query on a connection that is not theirs to use; the owner of the organization neither, when it is private", () =>
  world(async ({ home, elsewhere }) => {
    const id = await shared(home)
    await expect(createQuery(home.as("marketer2"), wanted(id))).rejects.toMatchObject({ code: "not_found" })
    await expect(createQuery(home.as("editor2"), wanted(id))).rejects.toMatchObject({ code: "forbidden" })
    await expect(createQuery(elsewhere.as("owner"), wanted(id))).rejects.toMatchObject({ code: "not_found" })
    await expect(createQuery(home.as("noSeat"), wanted(id))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("seat"),
    })
    const own = await shared(home, { visibility: "private" })
    await expect(createQuery(home.as("owner"), wanted(own))).rejects.toMatchObject({ code: "forbidden" })
    await expect(createQuery(home.as("editor"), wanted(own))).rejects.toMatchObject({ code: "not_found" })
    expect([await stored(home), await stored(elsewhere)]).toEqual([0, 0])
    await createQuery(home.as("admin"), wanted(own))
  }))

test("ACC-9: a connection shared for Sheets serves Looker Studio too; a destination outside the subscription is not offered, and refused", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    await cover(home, "Google Sheets", "Looker Studio")
    expect(await listDestinations(home.as("marketer"), {})).toEqual(["Google Sheets", "Looker Studio"])
    await createQuery(home.as("editor"), wanted(id))
    const { id: queryId, version } = await createQuery(home.as("marketer"), wanted(id, { destination: "Looker Studio" }))
    const outside = { code: "invalid", fields: { destination: [expect.stringContaining("does not cover Power BI")] } }
    await expect(createQuery(home.as("marketer"), wanted(id, { destination: "Power BI" }))).rejects.toMatchObject(outside)
    const edit = { ...wanted(id, { destination: "Power BI" }), queryId, version }
    await expect(updateQuery(home.as("marketer"), edit)).rejects.toMatchObject(outside)
    expect(await stored(home)).toBe(2)
    await cover(home, "Google Sheets")
    expect(await findQuery(home.as("marketer"), { queryId })).toMatchObject({ flag: { reason: "destination" } })
  }))

test("a query that its table cannot answer is not stored", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    for (const wrong of [
      { columns: ["email", "password"] },
      { table: "gone" },
      { table: "secrets", columns: ["id"] },
      { filter: { match: "all" as const, conditions: [{ column: "spent", op: "is" as const, value: "x" }] } },
    ])
      await expect(createQuery(home.as("marketer"), wanted(id, wrong))).rejects.toMatchObject({ code: "invalid" })
    await expect(createQuery(home.as("marketer"), wanted(id, { columns: [] }))).rejects.toThrow("at least one column")
    await expect(createQuery(home.as("marketer"), wanted(id, { columns: ["email", "email"] }))).rejects.toThrow("twice")
    await expect(createQuery(home.as("marketer"), wanted(id, { name: "a\u202eb" }))).rejects.toThrow("direction character")
    await as(home, sql`update connections set platform = 'retired' where organization_id = ${home.id} and id = ${id}`)
    await expect(createQuery(home.as("marketer"), wanted(id))).rejects.toThrow("Choose another connection")
    expect(await stored(home)).toBe(0)
  }))

test("two people who edit at once: the second is told what the first has saved", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const { id: queryId, version } = await createQuery(home.as("marketer"), wanted(id))
    await updateQuery(home.as("editor"), { ...wanted(id, { name: "Theirs" }), queryId, version })
    await expect(updateQuery(home.as("marketer"), { ...wanted(id, { name: "Mine" }), queryId, version })).rejects.toMatchObject({
      code: "conflict",
      facts: { present: { name: "Theirs", version: 2 } },
    })
  }))

test("a stopped query stays visible, read-only, with its reason: withdrawn, private, no seat, no table, no column", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx = home.as("marketer")
    const { id: queryId, version } = await createQuery(ctx, wanted(id))
    const reason = async () => (await findQuery(home.as("owner"), { queryId })).flag?.reason
    const there = sql`organization_id = ${home.id} and id = ${id}`
    const table = sql`organization_id = ${home.id} and connection_id = ${id} and name = 'customers'`
    expect(await reason()).toBeUndefined()
    await as(
      home,
      sql`update schema_tables set columns = '[{"name":"country","type":"text","kind":"text","nullable":true}]' where ${table}`,
    )
    expect(await reason()).toBe("column gone")
    await as(home, sql`update schema_tables set until = 1 where ${table}`)
    expect(await reason()).toBe("table gone")
    await as(home, sql`update connections set status = 'Inactive' where ${there}`)
    expect(await reason()).toBe("not active")
    await as(home, sql`update memberships set seat = false where organization_id = ${home.id} and user_id = ${home.people.marketer}`)
    expect(await reason()).toBe("no seat")
    await as(home, sql`update connections set visibility = 'private' where ${there}`)
    expect(await findQuery(ctx, { queryId })).toMatchObject({
      connection: null,
      flag: { reason: "private", explanation: expect.stringContaining("private connection") },
      readOnly: expect.stringContaining("private connection"),
      tableColumns: [],
    })
    await expect(updateQuery(ctx, { ...wanted(id), queryId, version })).rejects.toMatchObject({ code: "forbidden" })
    await as(home, sql`update connections set visibility = 'shared' where ${there}`)
    await withdraw(home, id)
    expect(await reason()).toBe("not granted")
    await removeQuery(ctx, { queryId })
  }))
