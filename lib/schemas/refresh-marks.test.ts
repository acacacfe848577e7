import { and, eq, isNull, sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { schemaTables } from "@/db/schema"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, refreshed, type TestSource } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { browseSchema } from "./browse"
import { listChanges } from "./list-changes"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

/** Enough tables that a few changed ones are a small part. */
async function wideSource(): Promise<TestSource> {
  const source = await aReadableSource()
  for (let n = 1; n <= 20; n++) await source.admin.unsafe(`create table wide_${n} (id int, said text)`)
  await source.admin.unsafe(`grant select on all tables in schema public to ${source.database}`)
  return source
}

const visible = (house: House, connectionId: ConnectionId) =>
  within(house.worker(), ({ db }) =>
    db
      .select({ name: schemaTables.name, mark: schemaTables.mark, signature: schemaTables.signature, since: schemaTables.since })
      .from(schemaTables)
      .where(and(eq(schemaTables.connectionId, connectionId), isNull(schemaTables.until))),
  )
const named = async (house: House, connectionId: ConnectionId, name: string) =>
  (await visible(house, connectionId)).find((one) => one.name === name)
const alter = (house: House, what: ReturnType<typeof sql>) =>
  within(house.worker(), ({ db }) => db.execute(sql`update schema_tables set ${what}`))

test("SCH-5 SCH-15 only tables whose mark moved are read again, and totals and differences are those of the whole", () =>
  world(async ({ home }) => {
    const [source, owner] = [await wideSource(), home.as("owner")]
    const connectionId = await connected(home, owner, source)
    await refreshed(home, owner, connectionId)
    // What nobody reads, nobody notices.
    await alter(home, sql`signature = 'of another reading' where connection_id = ${connectionId} and name = 'wide_3'`)

    await source.admin.unsafe(`
      alter table wide_1 add column more int; drop table wide_2; create table fresh (id int); grant select on fresh to ${source.database}`)
    await refreshed(home, owner, connectionId)
    const { changes, number } = await listChanges(owner, { connectionId })
    expect(number).toBe(2)
    expect(changes.map(({ kind, what, table, column }) => [kind, what, table, column])).toEqual([
      ["removed", "table", "wide_2", null],
      ["added", "table", "fresh", null],
      ["added", "column", "wide_1", "more"],
    ])
    expect(await browseSchema(owner, { connectionId })).toMatchObject({ tableCount: 22, columnCount: 48, snapshot: 2 })
    expect(await named(home, connectionId, "wide_3")).toMatchObject({ signature: "of another reading", since: 1 })
  }))

test("a reading from before there were marks is read as a whole, once, and is no difference", () =>
  world(async ({ home }) => {
    const [source, owner] = [await wideSource(), home.as("owner")]
    const connectionId = await connected(home, owner, source)
    await refreshed(home, owner, connectionId)
    await alter(home, sql`mark = null where connection_id = ${connectionId}`)
    await source.admin.unsafe("comment on table wide_1 is 'what it is for'")
    await refreshed(home, owner, connectionId)
    const now = await visible(home, connectionId)
    expect(now.filter(({ mark }) => !mark)).toEqual([])
    expect(now.filter(({ since }) => since === 2).map(({ name }) => name)).toEqual(["wide_1"])
  }))

test("a mark that moved without a difference is learnt, and makes no snapshot", () =>
  world(async ({ home }) => {
    const [source, owner] = [await wideSource(), home.as("owner")]
    const connectionId = await connected(home, owner, source)
    await refreshed(home, owner, connectionId)
    const before = await named(home, connectionId, "wide_1")
    await source.admin.unsafe(
      "alter table wide_1 add column gone int; alter table wide_1 drop column gone; comment on table wide_1 is 'x'; comment on table wide_1 is null",
    )
    await refreshed(home, owner, connectionId)
    const after = await named(home, connectionId, "wide_1")
    expect(after).toMatchObject({ signature: before?.signature, since: 1 })
    expect(after?.mark).not.toBe(before?.mark)
    expect((await listChanges(owner, { connectionId })).number).toBe(1)
  }))
