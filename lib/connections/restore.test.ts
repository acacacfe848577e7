import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, disconnect, give, noticesOf, rowOf, secretsOf } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { restoreConnection } from "./restore"
import { sweepConnections } from "./sweep"
import { validateConnection } from "./validate"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterEach(() => shiftClock(0))
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

const aConnection = (house: House) => aSourceConnection(house, source, { allTeams: true })

test("ACC-27: restored, it is checked with the secret that was kept and works again; who asked hears what goes on and what cannot", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    const { id: audienceId } = await anAudience(home, connectionId)
    await anAudience(home, connectionId, "marketer2", "Of one who lost the seat")
    await disconnect(home, connectionId)
    await within(home.as("owner"), ({ db }) =>
      db.execute(sql`update memberships set seat = false where organization_id = ${home.id} and user_id = ${home.people.marketer2}`),
    )
    const { runId, resumes, cannot } = await restoreConnection(home.as("admin"), { connectionId })
    expect({ resumes, cannot }).toEqual({
      resumes: 1,
      cannot: [{ kind: "audience", name: "Of one who lost the seat", why: "marketer2 has no seat then" }],
    })
    expect(await rowOf(home, connectionId)).toMatchObject({ lifecycle: "live", status: "Processing" })
    await validateConnection(home.worker(), { connectionId, runId: runId! })
    expect(await rowOf(home, connectionId)).toMatchObject({
      lifecycle: "live",
      status: "Active",
      disconnectedAt: null,
      disconnectedBy: null,
    })
    expect((await findAudience(home.as("marketer"), { audienceId })).flag).toBeNull()
    const [told] = await noticesOf(home, "admin")
    expect(told).toMatchObject({
      tone: "warn",
      title: expect.stringContaining("is restored and works"),
      body: expect.stringContaining("Of one who lost the seat"),
    })
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "conflict" })
  }))

test("ACC-27 ACC-36: an owner restores their own, owner and admin another's; an editor and a neighbour do not", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await aConnection(home)
    await disconnect(home, connectionId)
    await expect(restoreConnection(home.as("editor"), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(restoreConnection(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("disconnected")
    await restoreConnection(home.as("owner"), { connectionId })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("live")
    const own = await aConnection(home)
    await give(home, own, "editor")
    await disconnect(home, own, "editor")
    await restoreConnection(home.as("editor"), { connectionId: own })
    expect((await rowOf(home, own)).lifecycle).toBe("live")
  }))

test("a name that was taken meanwhile asks for a new one", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await disconnect(home, connectionId)
    const { name } = await rowOf(home, connectionId)
    await aSourceConnection(home, source, { name: name.toUpperCase() })
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: [expect.any(String)] },
    })
    expect((await rowOf(home, connectionId)).lifecycle).toBe("disconnected")
    await restoreConnection(home.as("admin"), { connectionId, name: "Another name" })
    expect(await rowOf(home, connectionId)).toMatchObject({ lifecycle: "live", name: "Another name" })
  }))

test("after 30 days the secret is destroyed, and it is too late; a day before it is not", () =>
  world(async ({ home }) => {
    const connectionId = await aConnection(home)
    await disconnect(home, connectionId)
    shiftClock(times.restoreWindow - times.day)
    await sweepConnections(home.worker(), {})
    expect(await secretsOf(home, connectionId)).toMatchObject([{ state: "current", empty: false }])
    shiftClock(times.restoreWindow + times.hour)
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("too late"),
    })
    await sweepConnections(home.worker(), {})
    expect(await secretsOf(home, connectionId)).toMatchObject([{ state: "destroyed", empty: true }])
    shiftClock(0)
    await expect(restoreConnection(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "conflict" })
  }))
