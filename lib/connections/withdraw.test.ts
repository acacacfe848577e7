import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { connections } from "@/db/schema"
import { within } from "@/lib/access/within"
import { listAudit } from "@/lib/audit/list"
import { shiftClock } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { credentialsOf, signedIn, tokensOf, use } from "@/test/signed"
import { provider } from "@/test/signed-stage"
import { type House, world } from "@/test/world"
import { forgetConnection } from "./forget"
import { sweepConnections } from "./sweep"

const leave = (house: House, id: ConnectionId) =>
  within(house.as("owner"), ({ db }) => db.update(connections).set({ lifecycle: "deleted" }).where(eq(connections.id, id)))
const requestsOf = async (house: House, id: ConnectionId) => {
  const [row] = await within(house.worker(), ({ db }) =>
    db.execute<{ sum: number }>(sql`select coalesce(sum(requests), 0)::int as sum from usage_hours where connection_id = ${id}`),
  )
  return row?.sum ?? 0
}
const saidOf = async (house: House, verb: string) => (await listAudit(house.as("owner"), {})).rows.find((row) => row.verb === verb)?.detail

test("what is deleted for good is given back to the platform first, and the audit log says so", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    const { refreshToken } = await tokensOf(home, id)
    await leave(home, id)
    await forgetConnection(home.worker(), { connectionId: id })
    expect(provider.heard).toContain("revoke 200")
    expect(await provider.knows(refreshToken)).toBe(false)
    expect(await credentialsOf(home, id)).toEqual([])
    expect(await saidOf(home, "connection.forget")).toMatchObject({ secrets: 1, withdrawn: { revoked: 1, failed: 0, kept: 0 } })
  }))

test("a platform that does not answer keeps nobody from deleting", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    await leave(home, id)
    provider.refuseRevocation()
    await forgetConnection(home.worker(), { connectionId: id })
    expect(await credentialsOf(home, id)).toEqual([])
    expect(await saidOf(home, "connection.forget")).toMatchObject({ secrets: 1, withdrawn: { revoked: 0, failed: 1 } })
  }))

test("AUT-40 what another sign-in took the place of is given back, which is counted as a request, when its day is over, and the new one works on", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const id = await signedIn(home, ctx)
    const { refreshToken } = await tokensOf(home, id)
    await signedIn(home, ctx, { connectionId: id })
    shiftClock(times.supersededKept + times.minute)
    const before = await requestsOf(home, id)
    await sweepConnections(home.worker(), {})
    expect((await requestsOf(home, id)) - before).toBe(1)
    expect(await provider.knows(refreshToken)).toBe(false)
    expect((await credentialsOf(home, id)).map(({ state }) => state)).toEqual(["destroyed", "current"])
    expect(await saidOf(home, "connection.sweep")).toMatchObject({ withdrawn: { revoked: 1, failed: 0, kept: 0 } })
    expect(await use(home, id)).toHaveLength(1)
  }))
