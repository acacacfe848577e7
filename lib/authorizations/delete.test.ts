import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { queries, queryRuns } from "@/db/schema"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, disconnect, give, noticesOf, rowOf, tokenOf, type Who } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { deleteAuthorization } from "./delete"
import { findAuthorization } from "./find"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

async function remove(house: House, connectionId: ConnectionId, who: Who, more: { name?: string; token?: string } = {}) {
  const { name } = await rowOf(house, connectionId)
  const token = await tokenOf(house, who, { kind: "delete", connectionId })
  return deleteAuthorization(house.as(who), { connectionId, name, token, ...more })
}
const linesOn = async (house: House, connectionId: ConnectionId) =>
  (await within(house.as("owner"), ({ db }) => db.execute(sql`select verb from audit where subject = ${connectionId} order by seq`))).map(
    ({ verb }) => verb,
  )

test("AUT-33: a live one goes in one step that is both: its effect seen, its name typed, a line for each, and its users told", () =>
  world(async ({ home }) => {
    const connectionId = await aSourceConnection(home, source, { allTeams: true, name: "Shop login" })
    const { id: audienceId } = await anAudience(home, connectionId)
    await expect(remove(home, connectionId, "owner", { name: "Something else" })).rejects.toMatchObject({ code: "invalid" })
    await expect(remove(home, connectionId, "owner", { token: "made up" })).rejects.toMatchObject({ code: "conflict" })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("live")
    expect(await linesOn(home, connectionId)).toEqual([])
    await remove(home, connectionId, "owner")
    expect((await rowOf(home, connectionId)).lifecycle).toBe("deleted")
    expect(await linesOn(home, connectionId)).toEqual(["connection.disconnect", "authorization.delete"])
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toMatchObject({ explanation: "The connection was deleted." })
    expect(await noticesOf(home, "marketer")).toMatchObject([{ title: "Shop login cannot be used any more.", path: null }])
    expect(await noticesOf(home, "admin")).toMatchObject([{ title: "Shop login was deleted by owner.", path: "authorizations" }])
  }))

test("AUT-34 AUT-35: what is at work is named in the summary and blocks, and is not ended by the attempt; once it ended, nothing blocks", () =>
  world(async ({ home }) => {
    const connectionId = await aSourceConnection(home, source)
    const [organizationId, queryId] = [home.id, newId("qry")]
    const run = { organizationId, queryId, usedConnectionId: connectionId, usedConnectionName: "C", usedSeatOf: home.people.admin }
    await within(home.as("admin"), async ({ db }) => {
      await db.insert(queries).values({
        ...{ organizationId, id: queryId, name: "Weekly spend", connectionOrganizationId: organizationId, connectionId },
        ...{ schema: "shop", table: "customers", columns: ["id"], filter: {}, destination: "Excel", createdBy: home.people.admin },
      })
      await db.insert(queryRuns).values({ ...run, state: "running" })
    })
    const blocking = [{ kind: "query", name: "Weekly spend", path: `queries/${queryId}` }]
    expect((await findAuthorization(home.as("admin"), { connectionId })).blocking).toEqual(blocking)
    await expect(remove(home, connectionId, "admin")).rejects.toMatchObject({ code: "conflict", facts: { blocking } })
    const state = () =>
      within(home.as("admin"), ({ db }) => db.select({ state: queryRuns.state }).from(queryRuns).where(eq(queryRuns.queryId, queryId)))
    expect(await state()).toEqual([{ state: "running" }])
    expect((await rowOf(home, connectionId)).lifecycle).toBe("live")
    await within(home.as("admin"), ({ db }) => db.update(queryRuns).set({ state: "failed" }).where(eq(queryRuns.queryId, queryId)))
    await remove(home, connectionId, "admin")
    expect((await rowOf(home, connectionId)).lifecycle).toBe("deleted")
  }))

test("an editor who owns it may disconnect and not delete; the neighbour finds nothing; what is disconnected already takes the second step alone", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aSourceConnection(home, source, { allTeams: true })
    await give(home, connectionId, "editor")
    const { name } = await rowOf(home, connectionId)
    expect((await findAuthorization(home.as("editor"), { connectionId })).may).toMatchObject({ disconnect: true })
    await expect(deleteAuthorization(home.as("editor"), { connectionId, name })).rejects.toMatchObject({ code: "forbidden" })
    await expect(deleteAuthorization(elsewhere.as("owner"), { connectionId, name })).rejects.toMatchObject({ code: "not_found" })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("live")
    await disconnect(home, connectionId, "editor")
    await remove(home, connectionId, "owner")
    expect(await linesOn(home, connectionId)).toEqual(["connection.disconnect", "authorization.delete"])
  }))
