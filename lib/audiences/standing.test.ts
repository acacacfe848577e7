import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import type { Filter } from "@/lib/sql/model"
import { aSource, aSourceConnection, type Source, withdraw } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { createAudience } from "./create"
import { findAudience } from "./find"
import { listAudiences } from "./list"
import { removeAudience } from "./remove"
import { updateAudience } from "./update"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closePools()
})

const germans: Filter = { match: "all", conditions: [{ column: "country", op: "is", value: "DE" }] }
const wanted = (connectionId: ConnectionId, name = "Germans") => ({
  name,
  connectionId,
  schema: "shop",
  table: "customers",
  filter: germans,
})
const shared = (house: House) => aSourceConnection(house, source, { teams: [house.teams.consumer] })

test("ACC-4: access withdrawn between two saves stops the audience; it stays visible and read-only with the reason", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx = home.as("marketer")
    const { id: audienceId, version } = await createAudience(ctx, wanted(id))
    await withdraw(home, id)
    await expect(updateAudience(ctx, { ...wanted(id, "Other"), audienceId, version })).rejects.toMatchObject({
      code: "forbidden",
    })
    const seen = await findAudience(ctx, { audienceId })
    expect(seen).toMatchObject({
      name: "Germans",
      connection: null,
      columns: [],
      flag: { reason: "not granted" },
      readOnly: expect.stringContaining("withdrawn"),
    })
    expect((await listAudiences(ctx, {})).rows).toMatchObject([{ flag: { reason: "not granted" } }])
    expect((await findAudience(home.as("admin"), { audienceId })).connection).toMatchObject({ id })
    await removeAudience(ctx, { audienceId })
    await expect(findAudience(ctx, { audienceId })).rejects.toMatchObject({ code: "not_found" })
  }))

test("a table or a column that is gone, a connection that is not Active, a maker without a seat: each stops it with its reason", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx = home.as("marketer")
    const { id: audienceId } = await createAudience(ctx, wanted(id))
    const as = (statement: ReturnType<typeof sql>) => within(home.as("admin"), ({ db }) => db.execute(statement))
    const reason = async () => (await findAudience(home.as("admin"), { audienceId })).flag?.reason
    const here = sql`organization_id = ${home.id} and connection_id = ${id} and name = 'customers'`
    const there = sql`organization_id = ${home.id} and id = ${id}`
    expect(await reason()).toBeUndefined()
    await as(sql`update schema_tables set readable = false where ${here}`)
    expect(await reason()).toBe("unreadable")
    await as(
      sql`update schema_tables set readable = true, columns = '[{"name":"country","type":"int","kind":"number","nullable":true}]' where ${here}`,
    )
    expect(await reason()).toBe("column gone")
    await as(sql`update schema_tables set until = 1 where ${here}`)
    expect(await reason()).toBe("table gone")
    await as(sql`update connections set status = 'Inactive' where ${there}`)
    expect(await reason()).toBe("not active")
    await as(sql`update memberships set seat = false where organization_id = ${home.id} and user_id = ${home.people.marketer}`)
    expect(await reason()).toBe("no seat")
    await as(sql`delete from team_members where organization_id = ${home.id} and user_id = ${home.people.marketer}`)
    expect(await reason()).toBe("not granted")
  }))
