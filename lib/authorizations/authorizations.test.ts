import { afterAll, expect, test } from "vitest"
import { connections, jobs, usageHours } from "@/db/schema"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { closePools, type House, world } from "@/test/world"
import { listAuthorizations } from "./list"
import { type AuthorizationSort, authorizationSorts } from "./states"

afterAll(() => closePools())

type More = Partial<typeof connections.$inferInsert>
const row = (house: House, name: string, more: More = {}) => ({
  organizationId: house.id,
  id: newId("con"),
  platform: "postgres",
  method: "password",
  name,
  settings: {},
  destination: "d",
  locator: "l",
  ownerId: house.people.owner,
  ...more,
})
const inDays = (days: number) => new Date(now().getTime() + days * times.day).toISOString()

async function put(house: House, ...rows: ReturnType<typeof row>[]) {
  await within(house.as("owner"), ({ db }) => db.insert(connections).values(rows))
  return rows.map(({ id }) => id)
}
const aJob = (house: House, connectionId: ConnectionId, state: "running" | "paused" | "completed") => ({
  organizationId: house.id,
  name: `Job ${newId("job")}`,
  kind: "export" as const,
  type: "export.bucket" as const,
  connectionOrganizationId: house.id,
  connectionId,
  settings: {},
  state,
  createdBy: house.people.owner,
})
const labels = async (house: House, asked: Parameters<typeof listAuthorizations>[1]) =>
  (await listAuthorizations(house.as("admin"), asked)).rows.map(({ label }) => label)

test("ORG-17 AUT-60 AUT-61 AUT-62 AUT-63 AUT-64 AUT-65 AUT-66: the dashboard sorts by every column both ways, and what is empty comes last both ways", () =>
  world(async ({ home }) => {
    const [ant, bee, cat] = (await put(
      home,
      row(home, "ant", {
        platform: "duckdb",
        method: "file",
        health: "Healthy",
        checkedAt: inDays(-3),
        updatedAt: inDays(-1),
        description: "Zulu",
      }),
      row(home, "Bee", { health: "Unhealthy", ownerId: home.people.admin, credentialExpiresAt: inDays(90), updatedAt: inDays(-9) }),
      row(home, "cat", {
        platform: "mysql",
        checkedAt: inDays(-1),
        credentialExpiresAt: inDays(5),
        updatedAt: inDays(-5),
        description: "alpha",
      }),
      row(home, "gone", { lifecycle: "disconnected" }),
    )) as [ConnectionId, ConnectionId, ConnectionId]
    await within(home.as("owner"), ({ db }) =>
      db
        .insert(jobs)
        .values([aJob(home, cat, "running"), aJob(home, cat, "paused"), aJob(home, bee, "running"), aJob(home, ant, "completed")]),
    )
    const hour = (connectionId: ConnectionId, requests: number, ago = 1) => ({
      ...{ organizationId: home.id, connectionId, requests, failures: 0, latencyMs: 1 },
      hour: new Date(Math.floor(now().getTime() / times.hour - ago) * times.hour).toISOString(),
    })
    await within(home.worker(), ({ db }) => db.insert(usageHours).values([hour(bee, 5), hour(cat, 7), hour(cat, 100, 40)]))
    // Both ways; in the second what is empty stays last.
    const orders: Record<AuthorizationSort, [string, string]> = {
      attention: ["Bee cat ant", "ant cat Bee"],
      label: ["ant Bee cat", "cat Bee ant"],
      description: ["cat ant Bee", "ant cat Bee"],
      provider: ["ant cat Bee", "Bee cat ant"],
      method: ["ant Bee cat", "cat Bee ant"],
      status: ["Bee cat ant", "ant cat Bee"],
      checked: ["ant cat Bee", "cat ant Bee"],
      expires: ["cat Bee ant", "Bee cat ant"],
      jobs: ["Bee cat ant", "cat Bee ant"],
      requests: ["Bee cat ant", "cat Bee ant"],
      creator: ["Bee ant cat", "cat ant Bee"],
      modified: ["Bee cat ant", "ant cat Bee"],
    }
    for (const sort of authorizationSorts)
      for (const [index, direction] of (["asc", "desc"] as const).entries())
        expect((await labels(home, { sort, direction })).join(" "), `${sort} ${direction}`).toBe(orders[sort][index])
    const { rows, total } = await listAuthorizations(home.as("owner"), { sort: "label" })
    expect(total).toBe(3)
    expect(rows).toMatchObject([
      { provider: "DuckDB file", method: "Database file", health: "Healthy", jobs: 0, recent: null, createdBy: "owner", checking: false },
      { provider: "PostgreSQL", method: "User and password", jobs: 1, recent: { requests: 5 }, createdBy: "admin" },
      { provider: "MySQL", jobs: 2, recent: { requests: 7 } },
    ])
  }))

test("what is unhealthy or ends within a month stands first, the nearest end before the others", () =>
  world(async ({ home }) => {
    await put(
      home,
      row(home, "well", { health: "Healthy" }),
      row(home, "far", { health: "Healthy", credentialExpiresAt: inDays(31) }),
      row(home, "soon", { health: "Healthy", credentialExpiresAt: inDays(29) }),
      row(home, "sooner", { health: "Unknown", credentialExpiresAt: inDays(2) }),
      row(home, "new"),
      row(home, "broken", { health: "Unhealthy", credentialExpiresAt: inDays(60) }),
    )
    expect(await labels(home, {})).toEqual(["broken", "sooner", "soon", "new", "far", "well"])
  }))

test("AUT-60 paging forwards and back meets every row once, in every order, however many are alike or empty", () =>
  world(async ({ home }) => {
    const days = [null, -1, 5, 5, 40]
    const rows = Array.from({ length: 37 }, (_, n) =>
      row(home, `${n % 3 ? "Row" : "row"} ${n}`, {
        platform: ["postgres", "s3", "mysql"][n % 3],
        description: n % 4 === 0 ? "" : `D ${n % 5}`,
        health: (["Healthy", "Unhealthy", "Unknown"] as const)[n % 3],
        ownerId: n % 2 ? home.people.admin : home.people.owner,
        checkedAt: n % 3 === 0 ? null : inDays(-(n % 4)),
        credentialExpiresAt: days[n % 5] == null ? null : inDays(days[n % 5] ?? 0),
        updatedAt: inDays(-(n % 6)),
      }),
    )
    const ids = await put(home, ...rows)
    await within(home.as("owner"), ({ db }) =>
      db.insert(jobs).values(ids.flatMap((id, n) => Array.from({ length: n % 3 }, () => aJob(home, id, "running")))),
    )
    for (const sort of authorizationSorts)
      for (const direction of ["asc", "desc"] as const) {
        const asked = { sort, direction, size: 10 }
        const whole = (await listAuthorizations(home.as("owner"), { ...asked, size: 200 })).rows.map(({ id }) => id)
        expect(new Set(whole).size).toBe(37)
        const forwards: string[] = []
        let page = await listAuthorizations(home.as("owner"), asked)
        expect(page.previous).toBeNull()
        for (;;) {
          forwards.push(...page.rows.map(({ id }) => id))
          if (!page.next) break
          page = await listAuthorizations(home.as("owner"), { ...asked, after: page.next })
        }
        expect(forwards, `${sort} ${direction}`).toEqual(whole)
        const backwards: string[] = [...page.rows.map(({ id }) => id)]
        while (page.previous) {
          page = await listAuthorizations(home.as("owner"), { ...asked, before: page.previous })
          backwards.unshift(...page.rows.map(({ id }) => id))
        }
        expect(backwards, `${sort} ${direction} back`).toEqual(whole)
      }
  }))

test("search and filters narrow together; what an address says wrongly is left out", () =>
  world(async ({ home }) => {
    await put(
      home,
      row(home, "Alpha", { health: "Healthy", description: "100% of the zebras" }),
      row(home, "Beta", { health: "Unhealthy", platform: "s3", method: "role" }),
      row(home, "Gamma", { health: "Unhealthy", ownerId: home.people.admin }),
    )
    expect(await labels(home, { q: "zeb" })).toEqual(["Alpha"])
    expect(await labels(home, { q: "0%" })).toEqual(["Alpha"])
    expect(await labels(home, { q: "amazon" })).toEqual(["Beta"])
    expect(await labels(home, { q: "admin" })).toEqual(["Gamma"])
    expect(await labels(home, { status: "Unhealthy" })).toEqual(["Beta", "Gamma"])
    expect(await labels(home, { status: "Unhealthy", provider: "s3,mysql" })).toEqual(["Beta"])
    expect(await listAuthorizations(home.as("owner"), { status: "Healthy", q: "gamma" })).toMatchObject({ rows: [], total: 0 })
    const wrong = { sort: "price", direction: "up", size: 5_000, after: "no cursor", provider: "\0" } as never
    expect(await labels(home, wrong)).toEqual(["Beta", "Gamma", "Alpha"])
  }))

test("the dashboard is for owners and admins, and shows nothing of a neighbour", () =>
  world(async ({ home, elsewhere }) => {
    await put(elsewhere, row(elsewhere, "Theirs"))
    for (const who of ["editor", "marketer"] as const)
      await expect(listAuthorizations(home.as(who), {})).rejects.toMatchObject({ code: "forbidden" })
    expect(await listAuthorizations(home.as("owner"), {})).toMatchObject({ rows: [], total: 0, next: null, previous: null })
  }))
