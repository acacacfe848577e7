import { sql } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { dataSources } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { standingsOf } from "@/lib/impact/standing"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, rowOf, secretsOf, type Who } from "@/test/life"
import { aReadableSource, closeSources, connected, refreshed, type TestSource } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { checkHealth } from "./check-health"
import { connectionDetail } from "./detail"
import { reauthenticateConnection } from "./reauthenticate"
import { sweepConnections } from "./sweep"
import { undoReauthentication } from "./undo-reauthentication"
import { validateConnection } from "./validate"

afterEach(() => shiftClock(0))
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const states = async (house: House, id: ConnectionId) => (await secretsOf(house, id)).map(({ state }) => state)

/** Submitted by its owner and judged by the worker. */
async function reauthenticate(
  house: House,
  id: ConnectionId,
  keys: Record<string, unknown>,
  who: Who = "owner",
  more: { endsOn?: string } = {},
) {
  const { runId } = await reauthenticateConnection(house.as(who), { connectionId: id, keys, ...more })
  expect((await rowOf(house, id)).status).not.toBe("Inactive")
  await validateConnection(house.worker(), { connectionId: id, runId })
}
const passwordIn = (source: TestSource, password: string) => source.admin.unsafe(`alter role ${source.database} password '${password}'`)

test("ACC-24 new credentials take over once they have passed; the connection keeps its id, and the day on which they end is known", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("editor"), source)
    await passwordIn(source, "rotated")
    await reauthenticate(home, id, { ...source.keys, password: "rotated" }, "editor", { endsOn: "2999-01-31" })
    expect(await connectionDetail(home.as("editor"), { connectionId: id })).toMatchObject({
      id,
      status: "Active",
      credential: { version: 2, state: "current", expiresAt: "2999-01-31T23:59:59.999Z", undoUntil: expect.any(String) },
    })
    expect((await rowOf(home, id)).credentialExpiresAt).toBe("2999-01-31T23:59:59.999Z")
    expect(await states(home, id)).toEqual(["superseded", "current"])
  }))

test("rejected credentials never make a working connection Inactive: they change nothing and say why", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await reauthenticate(home, id, { ...source.keys, password: "wrong" })
    const found = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(found).toMatchObject({
      status: "Active",
      statusReason: null,
      health: "Healthy",
      healthReason: null,
      credential: { version: 1, state: "current" },
    })
    expect(found.validation).toMatchObject({ state: "failed", reason: expect.stringContaining("Authentication failed") })
    expect(await states(home, id)).toEqual(["current", "rejected"])
    await within(home.worker(), ({ db }) => db.execute(sql`update connections set checked_at = null where id = ${id}`))
    await checkHealth(home.worker(), { connectionId: id })
    expect((await rowOf(home, id)).status).toBe("Active")
  }))

test("credentials that may not read what is in use are not taken", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await refreshed(home, home.as("owner"), id)
    await anAudience(home, id, "owner", "Buyers", { schema: "public" })
    await source.admin.unsafe(`revoke select on customers from ${source.database}`)
    await reauthenticate(home, id, source.keys)
    const found = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(found).toMatchObject({ status: "Active", credential: { version: 1, state: "current" } })
    expect(found.validation?.reason).toContain("may not read what is in use: public.customers")
    expect(await states(home, id)).toEqual(["current", "rejected"])
    // A table that nobody uses is no reason to refuse.
    await source.admin.unsafe(`grant select on customers to ${source.database}; revoke select on orders from ${source.database}`)
    await reauthenticate(home, id, source.keys)
    expect(await states(home, id)).toEqual(["superseded", "superseded", "current"])
  }))

test("within 24 hours the credentials from before can be had back, checked first; then they are destroyed", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    await reauthenticate(home, id, source.keys)
    const { runId } = await undoReauthentication(home.as("owner"), { connectionId: id })
    await validateConnection(home.worker(), { connectionId: id, runId })
    expect(await states(home, id)).toEqual(["current", "superseded"])
    // Undone once more, and the source has moved on meanwhile: what is in use stays.
    await passwordIn(source, "moved-on")
    const again = await undoReauthentication(home.as("owner"), { connectionId: id })
    await validateConnection(home.worker(), { connectionId: id, runId: again.runId })
    expect(await states(home, id)).toEqual(["current", "superseded"])
    expect((await rowOf(home, id)).status).toBe("Active")
    await sweepConnections(home.worker(), {})
    expect(await states(home, id)).toEqual(["current", "superseded"])
    shiftClock(times.supersededKept + times.minute)
    await expect(undoReauthentication(home.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "conflict" })
    expect((await connectionDetail(home.as("owner"), { connectionId: id })).credential?.undoUntil).toBeNull()
    await sweepConnections(home.worker(), {})
    expect(await secretsOf(home, id)).toMatchObject([
      { state: "current", empty: false },
      { state: "destroyed", empty: true },
    ])
  }))

test("ACC-33 nobody but the owner of the row reauthenticates it or undoes that, and a neighbour finds nothing", () =>
  world(async ({ home, elsewhere }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("editor"), source, { access: { kind: "all teams" } })
    for (const who of ["owner", "admin", "editor2", "marketer"] as const) {
      await expect(reauthenticateConnection(home.as(who), { connectionId: id, keys: source.keys })).rejects.toMatchObject({
        code: "forbidden",
      })
      await expect(undoReauthentication(home.as(who), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    }
    await expect(reauthenticateConnection(elsewhere.as("owner"), { connectionId: id, keys: source.keys })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(undoReauthentication(elsewhere.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    expect(await states(home, id)).toEqual(["current"])
  }))

test("another account is refused as another target, and a day that is past as well", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    const submit = (input: object) => reauthenticateConnection(home.as("owner"), { connectionId: id, keys: source.keys, ...input })
    await expect(submit({ keys: { user: "someone-else", password: "x" } })).rejects.toMatchObject({ code: "invalid" })
    await expect(submit({ endsOn: "2020-01-01" })).rejects.toMatchObject({
      code: "invalid",
      fields: { endsOn: [expect.stringContaining("past")] },
    })
    await expect(submit({ endsOn: "tomorrow" })).rejects.toThrow()
    expect(await states(home, id)).toEqual(["current"])
  }))

test("LIF-2 reauthenticating a connection reconnects every data source on it", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const id = await connected(home, home.as("owner"), source)
    const organizationId = home.id
    const names = ["S1", "S2", "S3", "S4", "S5"]
    await within(home.as("owner"), ({ db }) =>
      db.insert(dataSources).values(
        names.map((name) => ({
          organizationId,
          name,
          account: name,
          connectionOrganizationId: organizationId,
          connectionId: id,
          createdBy: home.people.marketer,
        })),
      ),
    )
    await passwordIn(source, "rotated")
    await within(home.worker(), ({ db }) => db.execute(sql`update connections set checked_at = null where id = ${id}`))
    await checkHealth(home.worker(), { connectionId: id })
    expect((await rowOf(home, id)).status).toBe("Inactive")
    await reauthenticate(home, id, { ...source.keys, password: "rotated" })
    expect((await rowOf(home, id)).status).toBe("Active")
    const standings = await within(home.as("owner"), (ctx) => standingsOf(ctx, id))
    expect(standings.map(({ name, why }) => [name, why])).toEqual(names.map((name) => [name, null]))
  }))
