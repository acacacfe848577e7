import { and, eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runs } from "@/db/schema"
import { paces } from "@/lib/access/pace"
import { within } from "@/lib/access/within"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { checkHealth } from "@/lib/connections/check-health"
import { validateConnection } from "@/lib/connections/validate"
import { closeBoss } from "@/lib/queue/boss"
import { change, disconnect, give, rowOf } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { checkNow } from "./check-now"
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

const runsOf = (house: House, id: ConnectionId) =>
  within(house.as("owner"), ({ db }) =>
    db
      .select({ kind: runs.kind, state: runs.state })
      .from(runs)
      .where(and(eq(runs.connectionId, id)))
      .orderBy(runs.createdAt),
  )

test("AUT-21 a check asked for now is queued once however often it is asked, is shown while it waits, and turns the health", () =>
  world(async ({ home }) => {
    const id = await aSourceConnection(home, source, { allTeams: true })
    await change(home, id, { health: "Unknown", checkedAt: new Date().toISOString() })
    const { asked } = await checkNow(home.as("owner"), { connectionIds: [id, id] })
    expect(asked).toMatchObject([{ id, joined: false }])
    expect((await checkNow(home.as("admin"), { connectionIds: [id] })).asked).toMatchObject([{ runId: asked[0]?.runId, joined: true }])
    expect(await runsOf(home, id)).toEqual([{ kind: "health", state: "queued" }])
    expect((await findAuthorization(home.as("owner"), { connectionId: id })).validation).toMatchObject({ state: "queued" })
    await checkHealth(home.worker(), { connectionId: id, runId: asked[0]?.runId })
    expect(await rowOf(home, id)).toMatchObject({ health: "Healthy", status: "Active" })
    const lines = await within(home.as("owner"), ({ db }) =>
      db.execute(
        sql`select verb, subject from audit where organization_id = ${home.id} and verb in ('connection.recheck', 'authorization.checkNow') order by seq`,
      ),
    )
    expect(lines.map(({ verb }) => verb)).toEqual([
      "connection.recheck",
      "authorization.checkNow",
      "connection.recheck",
      "authorization.checkNow",
    ])
  }))

test("what does not work goes through its checks anew and may work again; what cannot be checked is refused beside the others", () =>
  world(async ({ home }) => {
    const [broken, gone, retired] = [
      await aSourceConnection(home, source, { status: "Inactive" }),
      await aSourceConnection(home, source, { name: "Gone" }),
      await aSourceConnection(home, source, { name: "Old" }),
    ]
    await disconnect(home, gone)
    await change(home, retired, { status: "Deprecated" })
    const { asked, refused } = await checkNow(home.as("owner"), { connectionIds: [broken, gone, retired] })
    expect(asked).toMatchObject([{ id: broken, joined: false }])
    expect(new Map(refused.map(({ id, why }) => [id, why]))).toEqual(
      new Map([
        [gone, "Gone is disconnected. Restore it first."],
        [retired, "Old is retired and is not checked any more."],
      ]),
    )
    await validateConnection(home.worker(), { connectionId: broken, runId: asked[0]?.runId })
    expect(await rowOf(home, broken)).toMatchObject({ health: "Healthy", status: "Active" })
  }))

test("its owner and keepers check a row; an editor who only sees it is refused, a neighbour's does not exist, and nothing is queued", () =>
  world(async ({ home, elsewhere }) => {
    const id = await aSourceConnection(home, source, { allTeams: true })
    const hidden = await aSourceConnection(home, source, { visibility: "private" })
    const { asked, refused } = await checkNow(home.as("editor"), { connectionIds: [id, hidden] })
    expect(asked).toEqual([])
    expect(new Map(refused.map(({ id, why }) => [id, why]))).toEqual(
      new Map([
        [id, "Your role does not allow this. Ask an owner or admin of the organization."],
        [hidden, "This connection does not exist."],
      ]),
    )
    expect((await checkNow(elsewhere.as("owner"), { connectionIds: [id] })).refused).toMatchObject([
      { id, why: "This connection does not exist." },
    ])
    await expect(checkNow(home.worker(), { connectionIds: [id] })).rejects.toMatchObject({ code: "forbidden" })
    expect(await runsOf(home, id)).toEqual([])
    await give(home, id, "editor")
    expect((await checkNow(home.as("editor"), { connectionIds: [id] })).asked).toMatchObject([{ id }])
  }))

test("checking is paced like every other act that costs a source something", () =>
  world(async ({ home }) => {
    const nothing = { connectionIds: [newId("con")] }
    for (let asked = 0; asked < paces.deedOfPerson.points; asked++) await checkNow(home.as("owner"), nothing)
    await expect(checkNow(home.as("owner"), nothing)).rejects.toMatchObject({ code: "limited" })
  }))
