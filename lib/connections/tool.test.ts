import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { connections, runs } from "@/db/schema"
import { within } from "@/lib/access/within"
import { bulkConnections } from "@/lib/bulk/apply"
import { sendgridTrial } from "@/lib/connectors/sendgrid/trial"
import { slackTrial } from "@/lib/connectors/slack/trial"
import { closeBoss } from "@/lib/queue/boss"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { aTool } from "@/test/tool"
import { closePools, type House, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { listUsableConnections } from "./list-usable"
import { refreshConnection } from "./refresh"
import { sweepConnections } from "./sweep"

let tool: Awaited<ReturnType<typeof aTool>>
let personal: Awaited<ReturnType<typeof aTool>>
beforeAll(async () => {
  tool = await aTool("sendgrid", sendgridTrial)
  personal = await aTool("slack", slackTrial)
})
afterAll(async () => {
  await closeBoss()
  await Promise.all([tool.end(), personal.end(), closePools(), closeSources()])
})

const refreshes = (house: House) =>
  within(house.as("owner"), ({ db }) => db.select({ id: runs.id }).from(runs).where(eq(runs.kind, "refresh")))

test("a tool is a Destination that becomes Active when its scopes are there, and no schema is read of it", () =>
  world(async ({ home }) => {
    const id = await tool.connect(home, home.as("owner"))
    const found = await connectionDetail(home.as("owner"), { connectionId: id })
    expect(found).toMatchObject({
      status: "Active",
      health: "Healthy",
      type: "Destination",
      hasTables: false,
      tableCount: null,
      refresh: null,
    })
    expect(found.validation?.checks.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      "connect passed",
      "authenticate passed",
      "scopes passed",
      "excess passed",
    ])
    expect(await refreshes(home)).toEqual([])
  }))

test("a missing scope is named with where to add it, and a refused key is said to be one", () =>
  world(async ({ home }) => {
    const lacking = await tool.connect(home, home.as("owner"), tool.double.key([]))
    const found = await connectionDetail(home.as("owner"), { connectionId: lacking })
    expect(found).toMatchObject({ status: "Inactive", statusReason: expect.stringContaining("marketing.read") })
    expect(found.validation?.checks.flatMap(({ grants }) => grants)).toMatchObject([
      { held: false, remedy: expect.stringContaining("Settings") },
    ])
    const refused = await tool.connect(home, home.as("owner"), tool.double.unknownKey())
    expect(await connectionDetail(home.as("owner"), { connectionId: refused })).toMatchObject({
      status: "Inactive",
      statusReason: expect.stringContaining("Authentication failed"),
    })
  }))

test("a refresh of its schema is refused in a sentence, alone and among others, and no run is made", () =>
  world(async ({ home, elsewhere }) => {
    const id = await tool.connect(home, home.as("owner"))
    const words = "SendGrid has no tables: there is no schema to refresh."
    await expect(refreshConnection(home.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "conflict", message: words })
    expect(await bulkConnections(home.as("owner"), { deed: "refresh", connectionIds: [id] })).toMatchObject({
      done: [],
      refused: [{ why: words }],
    })
    await expect(refreshConnection(home.as("marketer"), { connectionId: id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(refreshConnection(elsewhere.as("owner"), { connectionId: id })).rejects.toMatchObject({ code: "not_found" })
    expect(await refreshes(home)).toEqual([])
  }))

test("the hourly look checks a tool and never promises to read its schema", () =>
  world(async ({ home }) => {
    const id = await tool.connect(home, home.as("owner"))
    await within(home.as("owner"), ({ db }) =>
      db.update(connections).set({ checkedAt: sql`now() - interval '3 days'`, schemaRefreshedAt: null }).where(eq(connections.id, id)),
    )
    expect(await sweepConnections(home.worker(), {})).toMatchObject({ checks: 1, refreshes: 0 })
  }))

test("a tool is no choice for what asks tables", () =>
  world(async ({ home }) => {
    const source = await aReadableSource()
    const warehouse = await connected(home, home.as("owner"), source)
    await tool.connect(home, home.as("owner"))
    expect((await listUsableConnections(home.as("owner"), {})).map(({ id }) => id)).toEqual([warehouse])
  }))

test("CAT-14 what cannot be shared is its maker's alone, whatever their role, and sharing it is refused in a sentence", () =>
  world(async ({ home }) => {
    const id = await personal.connect(home, home.as("owner"))
    expect(await connectionDetail(home.as("owner"), { connectionId: id })).toMatchObject({
      status: "Active",
      visibility: "private",
      sharedWith: { kind: "private" },
    })
    const secret = personal.double.key()
    await expect(personal.connect(home, home.as("owner"), secret, { access: { kind: "all teams" } })).rejects.toMatchObject({
      code: "invalid",
      message: "This platform does not support connection sharing.",
    })
    const rows = await within(home.as("owner"), ({ db }) => db.select({ id: connections.id }).from(connections))
    expect(rows).toEqual([{ id }])
  }))
