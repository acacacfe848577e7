import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, grants } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closePools, type House, world } from "@/test/world"
import { listConnections } from "./list"
import { listMyConnections } from "./list-mine"
import type { ConnectionPage } from "./model"
import { sorts, statuses } from "./states"

afterAll(() => closePools())

type Values = Partial<typeof connections.$inferInsert>
const furnish = (house: House, rows: Values[]) =>
  within(house.as("owner"), ({ db }) =>
    db
      .insert(connections)
      .values(
        rows.map((row, index) => ({
          organizationId: house.id,
          platform: "postgres",
          method: "password",
          name: `Cloud ${index}`,
          settings: {},
          destination: "d",
          locator: "db.example.com/shop",
          ownerId: house.people.owner,
          status: "Active" as const,
          ...row,
        })),
      )
      .returning({ id: connections.id }),
  )
const fill = (house: House, count: number) =>
  within(house.as("owner"), ({ db }) =>
    db.execute(sql`
      insert into connections (organization_id, id, platform, method, name, settings, destination, locator, owner_id, status, schema_refreshed_at, created_at)
      select ${house.id}, 'con_' || replace(gen_random_uuid()::text, '-', ''), (array['postgres', 'mysql', 'duckdb'])[1 + i % 3], 'password', 'Cloud ' || i, '{}', 'd', 'host' || i % 97 || '/db',
        ${house.people.owner}, (array['Active', 'Inactive', 'Processing', 'Deprecated'])[1 + i % 4], case when i % 5 > 0 then now() - i * interval '1 minute' end, now() - i * interval '1 second'
      from generate_series(1, ${count}) i`),
  )
const names = ({ rows }: ConnectionPage) => rows.map(({ name }) => name)

test("ORG-1 the organization's connections are listed and nobody else's", () =>
  world(async ({ home, elsewhere }) => {
    await furnish(home, [{ name: "Consumer" }, { name: "business" }])
    await furnish(elsewhere, [{ name: "Theirs" }])
    expect(await listConnections(home.as("owner"), {})).toMatchObject({
      rows: [{ name: "business" }, { name: "Consumer" }],
      total: 2,
      more: false,
      next: null,
      previous: null,
    })
    await expect(listConnections(home.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
    await expect(listConnections(home.as("marketer"), {})).rejects.toMatchObject({ code: "forbidden" })
  }))

test("CON-5 CON-6 a row carries one of four statuses and the exact time of its last refresh", () =>
  world(async ({ home }) => {
    await furnish(
      home,
      statuses.map((status) => ({ name: status, status, schemaRefreshedAt: "2026-03-01T09:30:15.000Z" })),
    )
    const { rows } = await listConnections(home.as("owner"), { sort: "status" })
    expect(rows.map(({ status }) => status)).toEqual(["Active", "Deprecated", "Inactive", "Processing"])
    expect(rows[0]?.schemaRefreshedAt).toBe("2026-03-01T09:30:15.000Z")
    expect(
      (await listConnections(home.as("owner"), { status: "Active,Broken" as never })).rows.every(({ status }) => status === "Active"),
    ).toBe(true)
  }))

test("CON-11 fifty connections are searched by name, address, platform and team; only matches remain", () =>
  world(async ({ home }) => {
    const made = await furnish(
      home,
      Array.from({ length: 50 }, (_, index) => ({
        name: index === 7 ? "100% Retail_EU" : `Cloud ${index}`,
        ...(index === 9 && { platform: "mysql" }),
        ...(index === 11 && { locator: "warehouse.internal/dw" }),
      })),
    )
    await within(home.as("owner"), ({ db }) =>
      db.insert(grants).values({
        organizationId: home.id,
        connectionId: made[3]!.id,
        principal: "team",
        principalId: home.teams.business,
        createdBy: home.people.owner,
      }),
    )
    const search = async (q: string) => names(await listConnections(home.as("owner"), { q }))
    expect(await search("retail")).toEqual(["100% Retail_EU"])
    expect(await search("0% r")).toEqual(["100% Retail_EU"])
    expect(await search("l_e")).toEqual(["100% Retail_EU"])
    expect(await search("WAREHOUSE.internal")).toEqual(["Cloud 11"])
    expect(await search("mysql")).toEqual(["Cloud 9"])
    expect(await search("busine")).toEqual(["Cloud 3"])
    expect(await search("nothing like it")).toEqual([])
  }))

test("filters hold together: status, source, team, owner", () =>
  world(async ({ home }) => {
    const made = await furnish(home, [
      { name: "A", platform: "mysql" },
      { name: "B", status: "Inactive", ownerId: home.people.editor },
      { name: "C", visibility: "private" },
    ])
    await within(home.as("owner"), ({ db }) =>
      db.insert(grants).values([
        { organizationId: home.id, connectionId: made[0]!.id, principal: "all teams" as const, createdBy: home.people.owner },
        {
          organizationId: home.id,
          connectionId: made[1]!.id,
          principal: "team" as const,
          principalId: home.teams.consumer,
          createdBy: home.people.owner,
        },
      ]),
    )
    const list = async (filter: Parameters<typeof listConnections>[1]) => names(await listConnections(home.as("owner"), filter))
    expect(await list({ source: "mysql" })).toEqual(["A"])
    expect(await list({ status: "Inactive" })).toEqual(["B"])
    expect(await list({ owner: home.people.editor })).toEqual(["B"])
    expect(await list({ team: home.teams.consumer })).toEqual(["A", "B"])
    expect(await list({ team: home.teams.business })).toEqual(["A"])
    expect(await list({ team: "none" })).toEqual(["C"])
    expect(await list({ status: "Active", source: "mysql", q: "zzz" })).toEqual([])
  }))

test("LIM-1 LIM-2 five hundred connections are read page by page, forwards and back, in every order, without a gap", () =>
  world(async ({ home }) => {
    await fill(home, 500)
    for (const sort of sorts)
      for (const direction of ["asc", "desc"] as const) {
        const pages: ConnectionPage[] = []
        let after: string | undefined
        do {
          const page = await listConnections(home.as("owner"), { sort, direction, size: 200, ...(after && { after }) })
          pages.push(page)
          after = page.next ?? undefined
        } while (after)
        expect(pages.map(({ rows }) => rows.length)).toEqual([200, 200, 100])
        expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(500)
        expect(pages.every(({ total, more }) => total === 500 && !more)).toBe(true)
        const back = await listConnections(home.as("owner"), { sort, direction, size: 200, before: pages[2]?.previous ?? "" })
        expect(names(back)).toEqual(names(pages[1]!))
        expect([pages[0]?.previous, back.previous === null, back.next === null]).toEqual([null, false, false])
        const first = await listConnections(home.as("owner"), { sort, direction, size: 200, before: back.previous ?? "" })
        expect([names(first), first.previous]).toEqual([names(pages[0]!), null])
      }
    expect(names(await listConnections(home.as("owner"), { after: "broken" }))).toEqual(names(await listConnections(home.as("owner"), {})))
  }))

test("own and shared connections are mine; another's private one is nobody's", () =>
  world(async ({ home }) => {
    const made = await furnish(home, [
      { name: "Shared" },
      { name: "Granted" },
      { name: "Private", visibility: "private" },
      { name: "Own", visibility: "private", ownerId: home.people.editor },
    ])
    await within(home.as("owner"), ({ db }) =>
      db.insert(grants).values({
        organizationId: home.id,
        connectionId: made[1]!.id,
        principal: "team",
        principalId: home.teams.consumer,
        createdBy: home.people.owner,
      }),
    )
    const mine = async (who: Parameters<House["as"]>[0]) => names(await listMyConnections(home.as(who), {}))
    expect(await mine("editor")).toEqual(["Granted", "Own", "Shared"])
    expect(await mine("editor2")).toEqual(["Granted", "Shared"])
    expect(await mine("marketer")).toEqual(["Granted"])
    expect(await mine("marketer2")).toEqual([])
    const { rows } = await listMyConnections(home.as("editor"), {})
    expect(rows.map(({ name, may }) => [name, may.edit === true, may.use === true])).toEqual([
      ["Granted", false, true],
      ["Own", true, true],
      ["Shared", false, false],
    ])
  }))
