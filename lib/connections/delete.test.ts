import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { audiences, queries, queryRuns } from "@/db/schema"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import { newId } from "@/lib/base/ids"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, disconnect, give, remove, rowOf, secretsOf } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { deleteConnection } from "./delete"
import { connectionDetail } from "./detail"
import { forgetConnection } from "./forget"
import { listConnections } from "./list"
import { sweepConnections } from "./sweep"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

const aConnection = (house: House) => aSourceConnection(house, source, { allTeams: true })

test("LIF-4 LIF-5 ACC-28 ACC-37: deleting is for owner and admin, on a disconnected row, with its name typed and its effect seen", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home)
    const { id: audienceId } = await anAudience(home, connectionId)
    await give(home, connectionId, "editor")
    await expect(remove(home, connectionId, "owner")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Disconnect it first"),
    })
    await disconnect(home, connectionId, "editor")
    const { may } = await connectionDetail(home.as("editor"), { connectionId })
    expect([may.restore, may.delete]).toEqual([true, undefined])
    const { name } = await rowOf(home, connectionId)
    await expect(deleteConnection(home.as("editor"), { connectionId, name })).rejects.toMatchObject({ code: "forbidden" })
    await expect(deleteConnection(elsewhere.as("owner"), { connectionId, name })).rejects.toMatchObject({ code: "not_found" })
    await expect(remove(home, connectionId, "owner", { name: "Something else" })).rejects.toMatchObject({ code: "invalid" })
    await expect(remove(home, connectionId, "owner", { token: "made up" })).rejects.toMatchObject({ code: "conflict" })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("disconnected")
    await remove(home, connectionId, "admin")
    await expect(connectionDetail(home.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect(await listConnections(home.as("owner"), {})).toMatchObject({ total: 0 })
    // Nothing that people made is lost (product.md, rule 11).
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toMatchObject({ explanation: "The connection was deleted." })
    await forgetConnection(home.worker(), { connectionId })
    expect(await secretsOf(home, connectionId)).toMatchObject([{ state: "destroyed", empty: true }])
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toMatchObject({ reason: "not found" })
    await within(home.as("owner"), ({ db }) => db.delete(audiences).where(eq(audiences.id, audienceId)))
    await sweepConnections(home.worker(), {})
    await expect(rowOf(home, connectionId)).rejects.toThrow("no row")
  }))

test("only the clock forgets, and only what is deleted", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await expect(forgetConnection(home.as("owner"), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(forgetConnection(home.worker(), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect(await secretsOf(home, connectionId)).toMatchObject([{ state: "current", empty: false }])
  }))

test("AUT-33 AUT-34 AUT-35 AUT-37: what is at work on it blocks deletion by name; what has ended or failed does not", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const [organizationId, queryId] = [home.id, newId("qry")]
    await disconnect(home, connectionId)
    const run = { organizationId, queryId, usedConnectionId: connectionId, usedConnectionName: "C", usedSeatOf: home.people.admin }
    await within(home.as("admin"), async ({ db }) => {
      await db.insert(queries).values({
        ...{ organizationId, id: queryId, name: "Weekly spend", connectionOrganizationId: organizationId, connectionId },
        ...{ schema: "shop", table: "customers", columns: ["id"], filter: {}, destination: "Excel", createdBy: home.people.admin },
      })
      await db.insert(queryRuns).values([
        { ...run, state: "failed" },
        { ...run, state: "running" },
      ])
    })
    await expect(remove(home, connectionId)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("query Weekly spend"),
      facts: { blocking: [{ kind: "query", name: "Weekly spend", path: `queries/${queryId}` }] },
    })
    await within(home.as("admin"), ({ db }) => db.update(queryRuns).set({ state: "succeeded" }).where(eq(queryRuns.queryId, queryId)))
    await remove(home, connectionId)
    expect((await rowOf(home, connectionId)).lifecycle).toBe("deleted")
  }))
