import { and, eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, credentials, runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { open } from "@/lib/vault/open"
import { aReadableSource, closeSources, wanted } from "@/test/sources"
import { closePools, type House, pool, world } from "@/test/world"
import { bindingOf } from "./binding"
import { createConnection } from "./create"
import { connectionDetail } from "./detail"
import { findConnection } from "./find"
import { listUsableConnections } from "./list-usable"

afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const anywhere = {
  settings: { host: "db.example.com", port: 5432, database: "shop", tls: "verify-full" },
  keys: { user: "reader", password: "s3cret-word" },
}
const rows = (house: House) =>
  within(house.as("owner"), ({ db }) => db.select().from(connections).where(eq(connections.organizationId, house.id)))

test("VAL-1 a new connection is Processing, with a sealed credential and a promised validation", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const { id, runId } = await createConnection(ctx, wanted(anywhere, { name: "Warehouse" }))
    const found = await connectionDetail(ctx, { connectionId: id })
    expect(found).toMatchObject({
      name: "Warehouse",
      status: "Processing",
      health: "Unknown",
      locator: "db.example.com/shop",
      owner: { id: home.people.admin },
      credential: { version: 1, state: "pending", createdBy: "admin" },
      validation: { id: runId, state: "queued" },
      sharedWith: { kind: "all teams" },
    })
    expect(found.settings).toMatchObject({ host: "db.example.com", port: 5432 })
    expect(JSON.stringify(found)).not.toContain("s3cret-word")
    const [promised] = await pool("worker")
      .sql`select data from pgboss.job where name = 'connection.validate' and data->'payload'->>'runId' = ${runId}`
    expect(promised?.data).toEqual({ organizationId: home.id, payload: { connectionId: id, runId } })
    const [kept] = await within(home.worker(), ({ db }) =>
      db
        .select()
        .from(credentials)
        .where(and(eq(credentials.organizationId, home.id), eq(credentials.connectionId, id))),
    )
    expect(kept?.sealed).not.toContain("s3cret-word")
    const connection = await within(ctx, (inside) => findConnection(inside, id, "view"))
    expect(await open(kept?.sealed ?? "", bindingOf(connection, 1))).toEqual({ method: "password", ...anywhere.keys })
  }))

test("CRE-4 an empty name is a field error and nothing is created", () =>
  world(async ({ home }) => {
    await expect(createConnection(home.as("owner"), wanted(anywhere, { name: "  " }))).rejects.toMatchObject({
      issues: [{ path: ["name"], message: "Give the connection a name." }],
    })
    await expect(createConnection(home.as("owner"), wanted(anywhere, { name: "x".repeat(10_000) }))).rejects.toThrow("at most 120")
    await expect(createConnection(home.as("owner"), wanted(anywhere, { name: "Ware\u202ehouse" }))).rejects.toThrow("direction character")
    expect(await rows(home)).toEqual([])
  }))

test("CRE-5 the credentials are those that the platform asks for, and each wrong answer is named", () =>
  world(async ({ home }) => {
    const made = createConnection(
      home.as("owner"),
      wanted({ settings: { ...anywhere.settings, host: "127.1", port: 0 }, keys: { user: "", password: "", token: "x" } as never }),
    )
    await expect(made).rejects.toMatchObject({
      code: "invalid",
      fields: { "settings.port": [expect.stringContaining("between 1 and 65535")], "keys.password": ["Enter password."] },
    })
    await expect(
      createConnection(home.as("owner"), wanted({ ...anywhere, settings: { ...anywhere.settings, host: "127.1" } })),
    ).rejects.toMatchObject({ fields: { "settings.host": [expect.stringContaining("not a host name")] } })
    await expect(createConnection(home.as("owner"), wanted(anywhere, { method: "nope" }))).rejects.toMatchObject({
      fields: { method: ["Choose a way to sign in."] },
    })
    await expect(createConnection(home.as("owner"), wanted(anywhere, { platform: "nope" }))).rejects.toMatchObject({ code: "not_found" })
    expect(await rows(home)).toEqual([])
  }))

test("CRE-6 optional settings may be left empty", () =>
  world(async ({ home }) => {
    const { id } = await createConnection(home.as("owner"), wanted(anywhere))
    const { settings } = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(settings.schemas).toEqual([])
  }))

test("a name is taken once per platform, in any spelling, and by live rows only", () =>
  world(async ({ home, elsewhere }) => {
    await createConnection(home.as("owner"), wanted(anywhere, { name: "Warehouse" }))
    await expect(createConnection(home.as("admin"), wanted(anywhere, { name: "WAREHOUSE" }))).rejects.toMatchObject({
      code: "conflict",
      fields: { name: [expect.any(String)] },
    })
    await createConnection(elsewhere.as("owner"), wanted(anywhere, { name: "Warehouse" }))
    expect((await within(home.as("owner"), ({ db }) => db.select().from(runs).where(eq(runs.organizationId, home.id)))).length).toBe(1)
  }))

test("ACC-1 what an owner or admin connects is shared with all teams, what an editor connects is private", () =>
  world(async ({ home }) => {
    const { id: panel } = await createConnection(home.as("owner"), wanted(anywhere))
    const { id: own } = await createConnection(home.as("editor"), wanted(anywhere))
    expect((await connectionDetail(home.as("owner"), { connectionId: panel })).sharedWith).toEqual({ kind: "all teams" })
    expect((await connectionDetail(home.as("editor"), { connectionId: own })).sharedWith).toEqual({ kind: "private" })
    for (const who of ["marketer", "marketer2"] as const)
      expect((await listUsableConnections(home.as(who), {})).map(({ id }) => id)).toEqual([panel])
  }))

test("access can be chosen at once, among teams of the organization only", () =>
  world(async ({ home, elsewhere }) => {
    const { id } = await createConnection(
      home.as("editor"),
      wanted(anywhere, { access: { kind: "teams", teamIds: [home.teams.business] } }),
    )
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).sharedWith).toMatchObject({
      kind: "some",
      teams: [{ name: "Business" }],
    })
    const theirs = createConnection(home.as("owner"), wanted(anywhere, { access: { kind: "teams", teamIds: [elsewhere.teams.business] } }))
    await expect(theirs).rejects.toMatchObject({ code: "invalid" })
  }))

test("CRE-10 CRE-11 a new connection is shared with client accounts by an agency alone, with its teams or without them", () =>
  world(async ({ home }) => {
    const ctx = home.as("editor")
    const lend = wanted(anywhere, { access: { kind: "teams", teamIds: [], clients: true } })
    await expect(createConnection(ctx, lend)).rejects.toMatchObject({ code: "invalid", fields: { access: [expect.any(String)] } })
    const { id } = await createConnection({ ...ctx, organization: { ...ctx.organization, kind: "agency" } }, lend)
    expect((await connectionDetail(ctx, { connectionId: id })).sharedWith).toEqual({ kind: "some", teams: [], people: 0, clients: "all" })
  }))

test("marketers connect only where the organization lets them", () =>
  world(async ({ home }) => {
    const ctx = home.as("marketer")
    await expect(createConnection(ctx, wanted(anywhere))).rejects.toMatchObject({ code: "forbidden" })
    const allowed = { ...ctx, organization: { ...ctx.organization, marketersMayConnect: true } }
    const { id } = await createConnection(allowed, wanted(anywhere))
    expect((await connectionDetail(ctx, { connectionId: id })).owner.id).toBe(home.people.marketer)
    await expect(connectionDetail(home.as("marketer2"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
  }))

test("ORG-2 two connections may point to the same database with other logins", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const first = await createConnection(home.as("owner"), wanted(source, { access: { kind: "teams", teamIds: [home.teams.consumer] } }))
    const second = await createConnection(
      home.as("owner"),
      wanted({ ...source, keys: { ...source.keys, user: "another" } }, { access: { kind: "private" } }),
    )
    expect((await rows(home)).map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
    expect(new Set((await rows(home)).map(({ destination }) => destination)).size).toBe(2)
  }))

test("a neighbour's connection does not exist, whatever is asked", () =>
  world(async ({ home, elsewhere }) => {
    const { id } = await createConnection(elsewhere.as("owner"), wanted(anywhere))
    await expect(connectionDetail(home.as("owner"), { connectionId: id })).rejects.toMatchObject({
      code: "not_found",
      message: "This connection does not exist.",
    })
  }))

test("a form that is sent twice makes one connection", () =>
  world(async ({ home }) => {
    const ctx = { ...home.as("owner"), idempotencyKey: "form-12345678" }
    const input = wanted(anywhere)
    const [first, second] = [await createConnection(ctx, input), await createConnection(ctx, input)]
    expect(second).toEqual(first)
    expect((await rows(home)).length).toBe(1)
  }))
