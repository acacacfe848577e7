import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audiences, connections, grants, schemaTables } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { createAudience } from "@/lib/audiences/create"
import { listAudiences } from "@/lib/audiences/list"
import type { ConnectionId } from "@/lib/base/ids"
import { connectionDetail } from "@/lib/connections/detail"
import { editConnection } from "@/lib/connections/edit"
import { listLentConnections } from "@/lib/connections/list-lent"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { refreshConnection } from "@/lib/connections/refresh"
import { createDataSource } from "@/lib/data-sources/create"
import { listDataSources } from "@/lib/data-sources/list"
import { impactOf } from "@/lib/impact/of"
import { createQuery } from "@/lib/queries/create"
import { fetchQuery } from "@/lib/queries/fetch"
import { findQuery } from "@/lib/queries/find"
import { refreshQuery } from "@/lib/queries/refresh"
import { browseSchema } from "@/lib/schemas/browse"
import { agencyWorld } from "@/test/agency"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, type House } from "@/test/world"

afterAll(async () => {
  await closeSources()
  await closePools()
})

type Lent = { principal: "all clients"; principalId: null } | { principal: "client"; principalId: string }
const everyClient: Lent = { principal: "all clients", principalId: null }
const lend = (agency: House, connectionId: ConnectionId, to: Lent) =>
  within(agency.as("owner"), ({ db, organizationId }) =>
    db.insert(grants).values({ organizationId, connectionId, ...to, createdBy: agency.people.owner }),
  )
const usable = async (ctx: Context) => (await listUsableConnections(ctx, {})).filter((one) => one.usable).map(({ id }) => id)

async function lentConnection(agency: House, to: Lent = everyClient) {
  const id = await connected(agency, agency.as("owner"), await aReadableSource())
  await refreshed(agency, agency.as("owner"), id)
  await lend(agency, id, to)
  return id
}
const onCustomers = (connectionId: ConnectionId) => ({
  name: "All of them",
  connectionId,
  schema: "public",
  table: "customers",
  filter: { match: "all" as const, conditions: [] },
})

test("ACC-41 what an agency shares with all client accounts is usable in each of them, seen by its name, changed by nobody there", () =>
  agencyWorld(async ({ agency, client, other }) => {
    const id = await lentConnection(agency)
    for (const house of [client, other]) {
      expect(await usable(house.as("marketer"))).toEqual([id])
      const { id: audience } = await createAudience(house.as("marketer"), onCustomers(id))
      expect((await listAudiences(house.as("marketer"), {})).rows).toMatchObject([{ id: audience, flag: null }])
      expect((await browseSchema(house.as("marketer"), { connectionId: id })).tables.map(({ name }) => name)).toEqual([
        "customers",
        "orders",
      ])
      const detail = await connectionDetail(house.as("owner"), { connectionId: id })
      expect(detail).toMatchObject({ settings: {}, credential: null, may: { view: true, use: true } })
      expect(Object.keys(detail.may).sort()).toEqual(["use", "view"])
      await expect(
        editConnection(house.as("owner"), { connectionId: id, name: "Ours", description: "", version: detail.version }),
      ).rejects.toMatchObject({
        code: "forbidden",
      })
      await expect(refreshConnection(house.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    }
    expect(await listLentConnections(client.as("marketer"), {})).toMatchObject({ agency: "Home", connections: [{ id }] })
    expect(await usable(client.as("noSeat"))).toEqual([])
  }))

test("ACC-41 an account manager adds a data source and refreshes a query in each client account, on the one connection of the agency", () =>
  agencyWorld(async ({ agency, client, other, guest }) => {
    const id = await lentConnection(agency)
    for (const house of [client, other]) {
      const manager = await guest("admin", house, "admin")
      await createDataSource(manager, { connectionId: id, account: "public" })
      expect((await listDataSources(manager, {})).rows).toMatchObject([{ account: "public", flag: null }])
      const asked = { schema: "public", table: "customers", columns: ["email"], filter: onCustomers(id).filter }
      const { id: queryId } = await createQuery(manager, { name: "Mails", connectionId: id, ...asked, destination: "Excel" })
      const { runId } = await refreshQuery(manager, { queryId })
      await fetchQuery(house.worker(), { queryId, runId })
      expect((await findQuery(manager, { queryId })).runs).toMatchObject([{ state: "succeeded", rows: 10, usedSeatOf: "admin" }])
    }
  }))

test("ACC-41 a share that names one client account reaches no other, and its end flags what leans on it", () =>
  agencyWorld(async ({ agency, client, other }) => {
    const id = await lentConnection(agency, { principal: "client", principalId: client.id })
    expect(await usable(other.as("owner"))).toEqual([])
    await expect(connectionDetail(other.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    await expect(createAudience(other.as("owner"), onCustomers(id))).rejects.toMatchObject({ code: "not_found" })
    await createAudience(client.as("marketer"), onCustomers(id))
    await within(agency.as("owner"), ({ db }) => db.delete(grants).where(eq(grants.principalId, client.id)))
    expect(await usable(client.as("marketer"))).toEqual([])
    expect((await listAudiences(client.as("marketer"), {})).rows).toMatchObject([{ connection: null, flag: { reason: "not granted" } }])
    await expect(browseSchema(client.as("marketer"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    expect(await within(client.as("marketer"), ({ db }) => db.select({ id: schemaTables.id }).from(schemaTables))).toEqual([])
  }))

test("what an agency keeps for itself does not exist in its client accounts, nor what one client account has in another", () =>
  agencyWorld(async ({ agency, client, other }) => {
    const kept = await connected(agency, agency.as("owner"), await aReadableSource())
    const own = await connected(client, client.as("owner"), await aReadableSource())
    await expect(connectionDetail(client.as("owner"), { connectionId: kept })).rejects.toMatchObject({ code: "not_found" })
    await expect(connectionDetail(other.as("owner"), { connectionId: own })).rejects.toMatchObject({ code: "not_found" })
    await expect(connectionDetail(agency.as("owner"), { connectionId: own })).rejects.toMatchObject({ code: "not_found" })
    const seen = await within(client.as("owner"), ({ db }) => db.select({ id: connections.id }).from(connections))
    expect(seen).toEqual([{ id: own }])
  }))

test("an audience of a client account names the agency's connection in the agency's own impact as a number only", () =>
  agencyWorld(async ({ agency, client }) => {
    const id = await lentConnection(agency)
    await createAudience(client.as("marketer"), onCustomers(id))
    const impact = await within(agency.as("owner"), (ctx) => impactOf(ctx, [{ kind: "disconnect", connectionId: id }]))
    expect(impact).toMatchObject({ counts: { audience: 1 }, dependents: [], hidden: 1 })
    expect(impact.clients.length).toBe(2)
    expect(await within(agency.as("owner"), ({ db }) => db.select({ id: audiences.id }).from(audiences))).toHaveLength(1)
  }))
