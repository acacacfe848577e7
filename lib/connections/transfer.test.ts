import { and, eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audiences, audit, connections, credentials, grants, notices, runs } from "@/db/schema"
import type { Context, UserActor } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import { listAudiences } from "@/lib/audiences/list"
import { agencyWorld } from "@/test/agency"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, type House } from "@/test/world"
import { carryOver } from "./carry-over"
import { checkHealth } from "./check-health"
import { listUsableConnections } from "./list-usable"
import { queueRun } from "./run"
import { previewTransfer, transferConnection } from "./transfer"

afterAll(async () => {
  await closeSources()
  await closePools()
})

const rowsOf = (house: House) =>
  within(house.as("owner"), ({ db, organizationId }) => db.select().from(connections).where(eq(connections.organizationId, organizationId)))

/** A connection of the client account's owner with an audience on it. */
async function inClient(client: House, more: object = {}) {
  const id = await connected(client, client.as("owner"), await aReadableSource(), more)
  await refreshed(client, client.as("owner"), id)
  const filter = { match: "all" as const, conditions: [] }
  await createAudience(client.as("owner"), { name: "Everybody", connectionId: id, schema: "public", table: "customers", filter })
  return id
}

test("ACC-48 ACC-49 somebody of the agency transfers a connection: it lives in the agency, and the client account goes on using it", () =>
  agencyWorld(async ({ agency, client, guest }) => {
    const id = await inClient(client)
    const there = await guest("editor", client, "editor")
    expect(await previewTransfer(there, { connectionId: id })).toEqual({ agency: "Home", owner: "editor", ownerStays: false, gain: 0 })
    const { runId } = await transferConnection(there, { connectionId: id })
    await carryOver(client.worker(), { connectionId: id, runId })
    expect(await rowsOf(client)).toEqual([])
    expect(await rowsOf(agency)).toMatchObject([
      { id, visibility: "shared", ownerId: agency.people.editor, status: "Active", tableCount: 2 },
    ])
    expect((await listAudiences(client.as("owner"), {})).rows).toMatchObject([{ name: "Everybody", flag: null }])
    expect(await listUsableConnections(client.as("marketer"), {})).toMatchObject([{ id, usable: true }])
    // The secret was sealed anew for its new place: the worker signs in with it there.
    const [run] = [await within(agency.worker(), (ctx) => queueRun(ctx, { connectionId: id, kind: "health", startedBy: null }))]
    await checkHealth(agency.worker(), { connectionId: id, runId: run?.id })
    expect(await rowsOf(agency)).toMatchObject([{ health: "Healthy" }])
    const told = await within(agency.as("owner"), ({ db }) => db.select({ who: notices.userId, title: notices.title }).from(notices))
    expect(told).toEqual([{ who: agency.people.editor, title: expect.stringContaining("came from Next door") }])
    for (const [house, verbs] of [
      [client, ["connection.transfer", "connection.carryOver"]],
      [agency, ["connection.carryOver"]],
    ] as const) {
      const said = await within(house.as("owner"), ({ db }) => db.select({ verb: audit.verb }).from(audit).where(eq(audit.subject, id)))
      expect(said.map(({ verb }) => verb)).toEqual(expect.arrayContaining([...verbs]))
    }
  }))

test("ACC-49 nobody of the client account transfers, and nobody of the agency who was not let in", () =>
  agencyWorld(async ({ agency, client, other, guest }) => {
    const id = await inClient(client)
    for (const who of ["owner", "admin"] as const)
      await expect(transferConnection(client.as(who), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(transferConnection(agency.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    const elsewhere = await guest("editor", other)
    await expect(transferConnection(elsewhere, { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    expect(await within(client.as("owner"), ({ db }) => db.select().from(runs).where(eq(runs.kind, "transfer")))).toEqual([])
  }))

test("another's private connection stays where it is; one that was lent comes from the agency already", () =>
  agencyWorld(async ({ client, guest }) => {
    const id = await inClient(client, { access: { kind: "private" } })
    const there = await guest("editor", client, "admin")
    await expect(transferConnection(there, { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
  }))

test("a name that is taken in the agency gets the client account's behind it, and the owner stays if they belong there", () =>
  agencyWorld(async ({ agency, client, guest }) => {
    const there = await guest("editor", client, "editor")
    const source = await aReadableSource()
    await connected(agency, agency.as("owner"), source, { name: "Warehouse" })
    const id = await connected(client, there, source, { name: "warehouse", access: { kind: "all teams" } })
    const other = await guest("admin", client)
    const { runId } = await transferConnection(other, { connectionId: id })
    await carryOver(client.worker(), { connectionId: id, runId })
    const moved = (await rowsOf(agency)).find((one) => one.id === id)
    expect(moved).toMatchObject({ name: "warehouse (Next door)", ownerId: agency.people.editor })
  }))

test("what was changed meanwhile is not moved, and a worker that dies before the end has moved nothing", () =>
  agencyWorld(async ({ agency, client, guest }) => {
    const id = await inClient(client)
    const there = await guest("editor", client, "editor")
    const { runId } = await transferConnection(there, { connectionId: id })
    const worker = client.worker()
    // The last write fails, as if the process had been killed before the commit.
    const dying: Context = {
      ...worker,
      db: new Proxy(worker.db, {
        get(db, key) {
          if (key !== "transaction") return Reflect.get(db, key)
          return (work: (tx: unknown) => Promise<unknown>) =>
            db.transaction(async (tx) => {
              const done = await work(tx)
              const here = and(eq(connections.organizationId, client.id), eq(connections.id, id))
              const [left] = await tx.select({ id: connections.id }).from(connections).where(here)
              if (!left) throw new Error("killed")
              return done
            })
        },
      }),
    }
    await expect(carryOver(dying, { connectionId: id, runId })).rejects.toThrow("killed")
    expect(await rowsOf(client)).toMatchObject([{ id, organizationId: client.id }])
    expect(await rowsOf(agency)).toEqual([])
    const kept = await within(client.worker(), ({ db }) => db.select().from(credentials).where(eq(credentials.connectionId, id)))
    expect(kept).toMatchObject([{ state: "current", organizationId: client.id }])
    expect(await within(agency.as("owner"), ({ db }) => db.select().from(grants))).toEqual([])
    expect(await within(client.as("owner"), ({ db }) => db.select().from(audiences))).toMatchObject([
      { connectionOrganizationId: client.id },
    ])
    expect((there.actor as UserActor).agencyId).toBe(agency.id)
  }))
