import { and, eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audiences, connections, schemaTables } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { connectionDetail } from "@/lib/connections/detail"
import { RunLost } from "@/lib/connections/run"
import { sweepConnections } from "@/lib/connections/sweep"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, type House, pool, world } from "@/test/world"
import { browseSchema } from "./browse"
import { listChanges } from "./list-changes"
import { refreshSchema } from "./refresh"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const tablesOf = async (house: House, connectionId: `con_${string}`, q = "") =>
  (await browseSchema(house.as("owner"), { connectionId, q })).tables.map(({ name }) => name)

test("SCH-2 SCH-7 a refresh reads tables and columns, and its time is written down", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    const found = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(found).toMatchObject({ tableCount: 2, snapshot: 1, refresh: null, lastRefresh: { state: "succeeded" } })
    expect(found.schemaRefreshedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/)
    const page = await browseSchema(home.as("owner"), { connectionId: id })
    expect(page).toMatchObject({ tableCount: 2, columnCount: 8, snapshot: 1, next: null })
    expect(page.tables[0]).toMatchObject({
      schema: "public",
      name: "customers",
      kind: "table",
      readable: true,
      columns: [{ name: "id", nullable: false, key: true }, { name: "email", type: "text", kind: "text" }, {}, {}],
    })
    expect(await tablesOf(home, id, "PLACED_at")).toEqual(["orders"])
    expect(await tablesOf(home, id, "%")).toEqual([])
  }))

test("pages of tables follow each other without a gap", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    const first = await browseSchema(home.as("owner"), { connectionId: id, size: 1 })
    const second = await browseSchema(home.as("owner"), { connectionId: id, size: 1, after: first.next ?? "" })
    expect([...first.tables, ...second.tables].map(({ name }) => name)).toEqual(["customers", "orders"])
    expect(second.next).toBeNull()
  }))

test("SCH-5 SCH-15 what came, went and changed at the source is shown as a difference, with the audiences that break", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    const filter = { all: [{ conditions: [{ column: "spent", operator: "more than", value: 3 }] }] }
    await within(home.as("owner"), ({ db }) =>
      db.insert(audiences).values([
        {
          organizationId: home.id,
          connectionOrganizationId: home.id,
          name: "Big spenders",
          connectionId: id,
          schema: "public",
          table: "customers",
          filter,
          createdBy: home.people.marketer2,
          teamId: home.teams.business,
        },
        {
          organizationId: home.id,
          connectionOrganizationId: home.id,
          name: "Germans",
          connectionId: id,
          schema: "public",
          table: "customers",
          filter: { conditions: [{ column: "country" }] },
          createdBy: home.people.marketer,
          teamId: home.teams.consumer,
        },
      ]),
    )
    await source.admin.unsafe(`
      alter table customers add column vip boolean, drop column email, alter column spent type text, alter column country drop not null;
      drop table orders; create table refunds (id int); grant select on refunds to ${source.database}`)
    await refreshed(home, home.as("owner"), id)
    const view = await listChanges(home.as("owner"), { connectionId: id })
    expect(view).toMatchObject({
      number: 2,
      truncated: false,
      snapshots: [
        { number: 2, added: 2, removed: 2, changed: 2 },
        { number: 1, added: 0, removed: 0, changed: 0 },
      ],
    })
    expect(view.changes.map(({ kind, what, table, column, before, after }) => [kind, what, table, column, before, after])).toEqual([
      ["removed", "table", "orders", null, "table", null],
      ["added", "table", "refunds", null, null, "table"],
      ["removed", "column", "customers", "email", "text", null],
      ["changed", "column", "customers", "country", "text not null", "text"],
      ["changed", "column", "customers", "spent", "numeric(10,2)", "text"],
      ["added", "column", "customers", "vip", null, "boolean"],
    ])
    expect(view.changes.map(({ breaks }) => breaks.audiences.map(({ name }) => name))).toEqual([[], [], [], [], ["Big spenders"], []])
    const marketers = await listChanges(home.as("marketer"), { connectionId: id })
    expect(marketers.changes[4]?.breaks).toEqual({ audiences: [], hidden: 1 })
    expect(await tablesOf(home, id)).toEqual(["customers", "refunds"])
    expect((await listChanges(home.as("owner"), { connectionId: id, number: 1 })).changes).toEqual([])
  }))

test("without a change only the time advances", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    const before = await connectionDetail(home.as("owner"), { connectionId: id })
    await refreshed(home, home.as("owner"), id)
    // The same tables behind another fingerprint: read anew, and still no snapshot.
    await within(home.as("owner"), ({ db }) => db.update(connections).set({ schemaFingerprint: "other" }).where(eq(connections.id, id)))
    await refreshed(home, home.as("owner"), id)
    const after = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(after.snapshot).toBe(1)
    expect(Date.parse(after.schemaRefreshedAt ?? "")).toBeGreaterThan(Date.parse(before.schemaRefreshedAt ?? ""))
    expect(
      (
        await within(home.as("owner"), ({ db }) =>
          db.select({ id: schemaTables.id }).from(schemaTables).where(eq(schemaTables.connectionId, id)),
        )
      ).length,
    ).toBe(2)
  }))

test("SCH-1 after a day the clock promises a refresh, and Last Schema Refresh advances without a click", () =>
  world(async ({ home }) => {
    const id = await connected(home, home.as("owner"), await aReadableSource())
    await refreshed(home, home.as("owner"), id)
    const before = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(await sweepConnections(home.worker(), {})).toMatchObject({ checks: 0, refreshes: 0 })
    await expect(refreshSchema(home.worker(), { connectionId: id })).rejects.toBeInstanceOf(RunLost)
    shiftClock(25 * times.hour)
    expect(await sweepConnections(home.worker(), {})).toMatchObject({ checks: 1, refreshes: 1 })
    const [promise] = await pool("worker")
      .sql`select data from pgboss.job where name = 'connection.refreshSchema' and data->>'organizationId' = ${home.id} and start_after > now() and data->'payload'->'runId' is null`
    expect(promise?.data.payload).toEqual({ connectionId: id })
    await refreshSchema(home.worker(), promise?.data.payload)
    shiftClock(0)
    const after = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(Date.parse(after.schemaRefreshedAt ?? "")).toBeGreaterThan(Date.parse(before.schemaRefreshedAt ?? ""))
    expect(after.lastRefresh?.startedBy).toBeNull()
  }))

test("marketers browse what they may use and can read; a role that is not granted finds nothing", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    await source.admin.unsafe(`revoke select on orders from ${source.database}`)
    const id = await connected(home, home.as("owner"), source, { access: { kind: "teams", teamIds: [home.teams.consumer] } })
    await refreshed(home, home.as("owner"), id)
    expect((await browseSchema(home.as("owner"), { connectionId: id })).tables.map(({ name, readable }) => [name, readable])).toEqual([
      ["customers", true],
      ["orders", false],
    ])
    expect((await browseSchema(home.as("marketer"), { connectionId: id })).tables.map(({ name }) => name)).toEqual(["customers"])
    await expect(browseSchema(home.as("noSeat"), { connectionId: id })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("seat"),
    })
    await expect(browseSchema(home.as("marketer2"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    expect(
      (
        await within(home.as("owner"), ({ db }) =>
          db
            .select()
            .from(schemaTables)
            .where(and(eq(schemaTables.connectionId, id))),
        )
      ).length,
    ).toBe(2)
  }))
