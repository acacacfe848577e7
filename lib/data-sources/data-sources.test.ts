import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { schemaTables } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { listAccounts } from "./accounts"
import { createDataSource } from "./create"
import { listDataSources } from "./list"
import { removeDataSource } from "./remove"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closePools()
})

const as = (house: House, statement: ReturnType<typeof sql>) => within(house.as("admin"), ({ db }) => db.execute(statement))
const there = (house: House, id: ConnectionId) => sql`organization_id = ${house.id} and id = ${id}`
const stores = ["store 1", "store 2", "store 3", "store 4"]

/** A shared connection of the admin's that reaches `shop` and four stores. */
async function reaching(house: House, options = {}): Promise<ConnectionId> {
  const connectionId = await aSourceConnection(house, source, { teams: [house.teams.consumer], ...options })
  const table = {
    organizationId: house.id,
    connectionId,
    name: "orders",
    kind: "table",
    readable: true,
    columns: [],
    columnCount: 0,
  } as const
  await within(house.as("admin"), ({ db }) =>
    db.insert(schemaTables).values(stores.map((schema) => ({ ...table, schema, signature: schema, words: schema, since: 1, columns: [] }))),
  )
  return connectionId
}
const flags = async (house: House) => (await listDataSources(house.as("owner"), {})).rows.map(({ flag }) => flag?.reason ?? null)

test("ACC-40 ACC-51 AUD-7: members add several accounts of a shared connection, with no login and nothing for its owner to do", () =>
  world(async ({ home }) => {
    const connectionId = await reaching(home)
    const { accounts, demand } = await listAccounts(home.as("marketer"), { connectionId })
    expect(accounts).toEqual([
      { account: "shop", tables: 3, added: false },
      ...stores.map((account) => ({ account, tables: 1, added: false })),
    ])
    expect(demand).toBeNull()
    await createDataSource(home.as("marketer"), { connectionId, account: "store 1" })
    await createDataSource(home.as("marketer"), { connectionId, account: "store 2", name: "Berlin" })
    await createDataSource(home.as("editor"), { connectionId, account: "store 3" })
    const { rows } = await listDataSources(home.as("marketer"), {})
    expect(rows.map(({ name, maker, flag }) => [name, maker.name, flag]).sort()).toEqual([
      ["Berlin", "marketer", null],
      ["store 1", "marketer", null],
      ["store 3", "editor", null],
    ])
    expect((await listAccounts(home.as("editor"), { connectionId })).accounts.filter(({ added }) => added)).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toContain(source.user)
    await expect(createDataSource(home.as("editor"), { connectionId, account: "store 1" })).rejects.toMatchObject({ code: "conflict" })
    await expect(createDataSource(home.as("editor"), { connectionId, account: "elsewhere" })).rejects.toMatchObject({ code: "invalid" })
  }))

test("who may not use the connection adds nothing from it; the neighbour does not know it", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await reaching(home)
    const asked = { connectionId, account: "store 1" }
    for (const [ctx, code] of [
      [home.as("marketer2"), "not_found"],
      [home.as("editor2"), "forbidden"],
      [home.as("noSeat"), "forbidden"],
      [elsewhere.as("owner"), "not_found"],
    ] as const) {
      await expect(listAccounts(ctx, { connectionId })).rejects.toMatchObject({ code })
      await expect(createDataSource(ctx, asked)).rejects.toMatchObject({ code })
    }
    expect(await flags(home)).toEqual([])
    const { id: dataSourceId } = await createDataSource(home.as("marketer"), asked)
    for (const ctx of [home.as("marketer2"), home.as("editor2"), elsewhere.as("owner")]) {
      expect((await listDataSources(ctx, {})).rows).toEqual([])
      await expect(removeDataSource(ctx, { dataSourceId })).rejects.toMatchObject({ code: "not_found" })
    }
    expect(await flags(home)).toEqual([null])
    await removeDataSource(home.as("editor"), { dataSourceId })
    expect(await flags(home)).toEqual([])
  }))

test("ACC-46: over a connection that cannot be shared a second data source demands a new connection, also when two ask at once", () =>
  world(async ({ home }) => {
    const connectionId = await reaching(home)
    await as(home, sql`update connections set platform = 'personal tool', visibility = 'private' where ${there(home, connectionId)}`)
    const add = (account: string) => createDataSource(home.as("admin"), { connectionId, account })
    const both = await Promise.allSettled([add("store 1"), add("store 2")])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await expect(add("store 3")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Connect a new one") })
    expect((await listAccounts(home.as("admin"), { connectionId })).demand).toContain("Connect a new one")
    expect(await flags(home)).toEqual([null])
  }))

test("LIF-2: five data sources on a broken connection say so, and all five work again when it recovers", () =>
  world(async ({ home }) => {
    const connectionId = await reaching(home)
    for (const account of ["shop", ...stores]) await createDataSource(home.as("marketer"), { connectionId, account })
    const five = <T>(one: T) => Array(5).fill(one)
    expect(await flags(home)).toEqual(five(null))
    await as(home, sql`update connections set status = 'Inactive' where ${there(home, connectionId)}`)
    expect(await flags(home)).toEqual(five("not active"))
    await as(home, sql`update connections set status = 'Active' where ${there(home, connectionId)}`)
    expect(await flags(home)).toEqual(five(null))
    await as(home, sql`update connections set visibility = 'private' where ${there(home, connectionId)}`)
    expect(await flags(home)).toEqual(five("private"))
    await as(home, sql`update connections set visibility = 'shared' where ${there(home, connectionId)}`)
    await as(
      home,
      sql`update schema_tables set until = 1 where organization_id = ${home.id} and connection_id = ${connectionId} and schema = 'store 1'`,
    )
    expect((await flags(home)).filter(Boolean)).toEqual(["account gone"])
  }))
