import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { deleteConnection } from "@/lib/connections/delete"
import { disconnectConnection } from "@/lib/connections/disconnect"
import { previewImpact } from "@/lib/impact/preview"
import { closeBoss } from "@/lib/queue/boss"
import { type ChannelDouble, channelDouble } from "@/test/doubles/channel/double"
import { googleCloudDouble } from "@/test/doubles/channel/google-cloud"
import { iterableDouble } from "@/test/doubles/channel/iterable"
import { pointAt } from "@/test/doubles/point"
import { anAuthorization, comeBy, keep, letOut } from "@/test/jobs"
import { closePools, type House, world } from "@/test/world"
import { createJob } from "./create"
import { removeJob } from "./remove"
import { runJobNow } from "./run-now"

let tool: ChannelDouble
let google: ChannelDouble
let campaigns = 2_003
const cloud = googleCloudDouble()
beforeAll(async () => {
  // The tool lists its first campaigns only, once a test says so.
  const answer: typeof iterableDouble.answer = async (asked, scopes) => {
    const said = await iterableDouble.answer(asked, scopes)
    const { campaigns: some } = (said.body ?? {}) as { campaigns?: { id: number }[] }
    return some ? { ...said, body: { ...(said.body as object), campaigns: some.filter(({ id }) => id < 1_000 + campaigns) } } : said
  }
  tool = await channelDouble({ ...iterableDouble, answer })
  google = await channelDouble(cloud.double)
  pointAt({ iterable: tool.url, "google-pubsub": google.url, "google-token": `${google.url}/-` })
  letOut(tool.port)
  letOut(google.port)
})
afterAll(async () => {
  await tool?.close()
  await google?.close()
  await closeBoss()
  await closePools()
})
const as = (house: House, statement: ReturnType<typeof sql>) => within(house.as("admin"), ({ db }) => db.execute(statement))
const states = async (house: House) =>
  Object.fromEntries(
    (await as(house, sql`select state, count(*)::int as n from experiences where organization_id = ${house.id} group by 1`)).map(
      ({ state, n }) => [state, n],
    ),
  )

async function anImport(home: House) {
  const answers = { platform: "iterable", method: "key", settings: { region: "api" }, keys: { apiKey: tool.key() }, name: "Our tool" }
  const connectionId = await anAuthorization(home, { ...answers, teams: [home.teams.consumer] })
  const asked = { name: "Journeys", type: "import.experiences" as const, connectionId, settings: {}, everyMinutes: 1440 as const }
  const { id: jobId } = await createJob(home.as("editor"), asked)
  return { connectionId, jobId }
}

test("experiences are imported and kept up to date; what the tool lists no more has ended", () =>
  world(async ({ home }) => {
    campaigns = 2_003
    const { jobId } = await anImport(home)
    expect(await comeBy(home, jobId)).toMatchObject({ state: "sleeping", reason: null, runs: [{ state: "succeeded", rows: 2_003 }] })
    const before = await states(home)
    expect(Object.values(before).reduce((sum: number, n) => sum + Number(n), 0)).toBe(2_003)
    campaigns = 1_000
    await runJobNow(home.as("editor"), { jobId })
    await keep(home, jobId)
    const after = await states(home)
    expect(Number(after.active)).toBeLessThan(Number(before.active))
    expect(Object.values(after).reduce((sum: number, n) => sum + Number(n), 0)).toBe(2_003)
    const [gone] = await as(home, sql`select state from experiences where organization_id = ${home.id} and external_id = '3002'`)
    expect(gone).toEqual({ state: "ended" })
  }))

test("AUT-36 an active experience blocks the deletion of its authorization and is named; ended ones do not", () =>
  world(async ({ home }) => {
    campaigns = 1
    const { jobId, connectionId } = await anImport(home)
    await comeBy(home, jobId)
    await removeJob(home.as("editor"), { jobId })
    const act = async (kind: "disconnect" | "delete") => (await previewImpact(home.as("admin"), { acts: [{ kind, connectionId }] })).token
    await disconnectConnection(home.as("admin"), { connectionId, token: await act("disconnect") })
    const remove = async () => deleteConnection(home.as("admin"), { connectionId, name: "Our tool", token: await act("delete") })
    await expect(remove()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("experience Campaign 1"),
      facts: { blocking: [{ kind: "experience", name: "Campaign 1", path: null }] },
    })
    await within(home.worker(), ({ db }) => db.execute(sql`update experiences set state = 'ended' where organization_id = ${home.id}`))
    await remove()
  }))

test("messages are kept before they are taken off the subscription; what comes twice is kept once", () =>
  world(async ({ home }) => {
    const connectionId = await anAuthorization(home, {
      platform: "google-cloud",
      method: "service-account",
      settings: { project: "my-project-123" },
      keys: { ...cloud.keysOf(google.key()) },
      teams: [home.teams.consumer],
    })
    const settings = { subscription: "orders" }
    const { id: jobId } = await createJob(home.as("editor"), {
      name: "Orders",
      type: "import.pubsub",
      connectionId,
      settings,
      everyMinutes: 60,
    })
    for (let n = 0; n < 1_201; n++) cloud.publish(JSON.stringify({ order: n }))
    const [first] = cloud.waiting
    // Nothing is acknowledged: all of it comes again.
    google.fail(/:acknowledge/, { status: 500 }, 99)
    const failed = await comeBy(home, jobId)
    expect([failed.runs[0]?.state, cloud.waiting.size]).toEqual(["queued", 1_201])
    expect(failed.records).toMatchObject({ of: 500 })
    google.heal()
    await as(home, sql`update job_runs set lease_until = now() where organization_id = ${home.id}`)
    const job = await keep(home, jobId)
    expect(job).toMatchObject({ state: "sleeping", runs: [{ state: "succeeded" }], records: { of: 1_201 } })
    expect(cloud.waiting.size).toBe(0)
    const [kept] = await as(
      home,
      sql`select payload->'data' as data from job_records where organization_id = ${home.id} and key = ${first?.[1].messageId ?? ""}`,
    )
    expect(kept).toEqual({ data: { order: 0 } })
  }))

test("the newest 10,000 records of a job are kept", () =>
  world(async ({ home }) => {
    const { keepRecords } = await import("./records")
    const { jobId } = await anImport(home)
    const some = (from: number, many: number) => new Map(Array.from({ length: many }, (_, at) => [`m${from + at}`, { text: "a\0b" }]))
    await within(home.worker(), (inside) => keepRecords(inside, jobId, some(0, 3_000)))
    await within(home.worker(), (inside) => keepRecords(inside, jobId, some(3_000, 9_000)))
    const [found] = await as(
      home,
      sql`select count(*)::int as n, count(*) filter (where key = 'm0')::int as oldest, min(payload->>'text') as text from job_records where organization_id = ${home.id}`,
    )
    expect(found).toEqual({ n: 10_000, oldest: 0, text: "ab" })
  }))
