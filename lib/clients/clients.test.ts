import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audiences, connections, grants, memberships, organizations, schemaTables } from "@/db/schema"
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
import { removeMember } from "@/lib/members/remove"
import { browseSchema } from "@/lib/schemas/browse"
import { agencyWorld } from "@/test/agency"
import { aReadableSource, closeSources, connected, refreshed } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { createClient } from "./create"
import { letIn } from "./let-in"
import { letOut } from "./let-out"
import { listClients } from "./list"

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
      expect(detail).toMatchObject({ settings: {}, credential: null, may: { use: true, edit: false, disconnect: false, share: false } })
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

test("ORG-16 an agency opens a client account and says who of its people may enter it", () =>
  agencyWorld(async ({ agency }) => {
    const slug = `c-${agency.slug}`
    const { id } = await createClient(agency.as("admin"), { name: "Client C", slug })
    await expect(createClient(agency.as("admin"), { name: "Again", slug })).rejects.toMatchObject({ code: "conflict" })
    await letIn(agency.as("admin"), { clientId: id, userId: agency.people.editor, role: "editor" })
    const row = (await listClients(agency.as("admin"), {})).find((one) => one.id === id)
    expect(row).toMatchObject({
      name: "Client C",
      mayEnter: true,
      people: [
        { name: "admin", role: "owner" },
        { name: "editor", role: "editor" },
      ],
    })
    const enters = (who: "editor" | "marketer") =>
      within(agency.as(who), ({ db }) =>
        db
          .select({ slug: organizations.slug })
          .from(memberships)
          .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
          .where(eq(memberships.userId, agency.people[who])),
      )
    expect((await enters("editor")).map((one) => one.slug).sort()).toEqual([agency.slug, slug].sort())
    expect(await enters("marketer")).toEqual([{ slug: agency.slug }])
    await letOut(agency.as("admin"), { clientId: id, userId: agency.people.editor })
    expect(await enters("editor")).toEqual([{ slug: agency.slug }])
    await expect(letOut(agency.as("owner"), { clientId: id, userId: agency.people.admin })).rejects.toMatchObject({ code: "conflict" })
  }))

test("only an agency's owners and admins open client accounts; another agency's does not exist", () =>
  agencyWorld(({ agency, client }) =>
    world(async ({ home }) => {
      const wanted = { name: "X", slug: `x-${agency.slug}` }
      await expect(createClient(agency.as("editor"), wanted)).rejects.toMatchObject({ code: "forbidden" })
      await expect(createClient(home.as("owner"), wanted)).rejects.toMatchObject({ code: "conflict" })
      for (const verb of ["in", "out"] as const) {
        const say = (house: House) => {
          const person = { clientId: client.id, userId: house.people.editor }
          return verb === "in" ? letIn(house.as("owner"), { ...person, role: "editor" }) : letOut(house.as("owner"), person)
        }
        const stranger = {
          ...home,
          as: (who: "owner") => ({ ...home.as(who), organization: { ...home.as(who).organization, kind: "agency" as const } }),
        }
        await expect(say(stranger as House)).rejects.toMatchObject({ code: "not_found" })
      }
      await expect(letIn(agency.as("editor"), { clientId: client.id, userId: agency.people.editor, role: "editor" })).rejects.toMatchObject(
        { code: "forbidden" },
      )
      await expect(letOut(agency.as("editor"), { clientId: client.id, userId: agency.people.editor })).rejects.toMatchObject({
        code: "forbidden",
      })
      await expect(letIn(agency.as("owner"), { clientId: client.id, userId: home.people.editor, role: "editor" })).rejects.toMatchObject({
        code: "not_found",
      })
      await expect(listClients(agency.as("editor"), {})).rejects.toMatchObject({ code: "forbidden" })
      expect(await listClients(home.as("owner"), {})).toEqual([])
    }),
  ))

test("whoever leaves the agency leaves its client accounts too", () =>
  agencyWorld(async ({ agency, client, guest }) => {
    await guest("editor", client)
    await removeMember(agency.as("owner"), { userId: agency.people.editor })
    const left = await within(client.as("owner"), ({ db }) =>
      db.select({ id: memberships.id }).from(memberships).where(eq(memberships.userId, agency.people.editor)),
    )
    expect(left).toEqual([])
  }))

test("an audience of a client account names the agency's connection in the agency's own impact as a number only", () =>
  agencyWorld(async ({ agency, client }) => {
    const id = await lentConnection(agency)
    await createAudience(client.as("marketer"), onCustomers(id))
    const { impactOf } = await import("@/lib/impact/of")
    const impact = await within(agency.as("owner"), (ctx) => impactOf(ctx, [{ kind: "disconnect", connectionId: id }]))
    expect(impact).toMatchObject({ counts: { audience: 1 }, dependents: [], hidden: 1 })
    expect(impact.clients.length).toBe(2)
    expect(await within(agency.as("owner"), ({ db }) => db.select({ id: audiences.id }).from(audiences))).toHaveLength(1)
  }))
