import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { s3Double } from "@/test/doubles/s3/s3"
import { anAudience, anAuthorization, comeBy, keep, letOut } from "@/test/jobs"
import { anExport, aReceiver, type Receiver, rowsOf } from "@/test/receiver"
import { aSource, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { createJob } from "./create"
import { takeUpJobRuns } from "./queue"
import { runJobNow } from "./run-now"

let source: Source
let receiver: Receiver
let bucket: Awaited<ReturnType<typeof s3Double>>
beforeAll(async () => {
  receiver = await aReceiver()
  bucket = await s3Double()
  letOut(bucket.port)
  source = await aSource()
  await source.admin`insert into shop.customers select n, 'person' || n || '@example.com', null, n, true, current_date, now() from generate_series(1002, 12000) n`
})
afterEach(() => {
  receiver.taken.length = 0
  receiver.watch(undefined)
  receiver.heal()
})
afterAll(async () => {
  await receiver?.close()
  await bucket?.close()
  await source?.drop()
  await closeBoss()
  await closePools()
})
const as = (house: House, statement: ReturnType<typeof sql>) => within(house.as("admin"), ({ db }) => db.execute(statement))
const everyId = Array.from({ length: 12_000 }, (_, at) => String(at + 1))
const ids = (rows: string[]) => rows.map((row) => row.split(",")[0] ?? "")

test("an audience is sent as CSV of 5,000 rows a request, in the order of its key, every member once", () =>
  world(async ({ home }) => {
    const { jobId } = await anExport(home, source, receiver)
    const job = await comeBy(home, jobId)
    expect(job).toMatchObject({ state: "completed", runs: [{ state: "succeeded", rows: 12_000, batches: 3 }] })
    const runId = job.runs[0]?.id
    expect(receiver.taken.map(({ id, type }) => [id, type])).toEqual([1, 2, 3].map((n) => [`${runId}-${n}`, "text/csv; charset=utf-8"]))
    for (const { body } of receiver.taken) expect(body).toMatch(/^id,email\r\n/)
    expect(ids(rowsOf(receiver.taken))).toEqual(everyId)
  }))

test("what would begin a formula in a spreadsheet is plain text, and letters stay what they are", () =>
  world(async ({ home }) => {
    await source.admin`update shop.customers set email = '=cmd|calc!A1', country = 'Österreich, "süd"' where id = 1`
    const { jobId } = await anExport(home, source, receiver, { settings: { key: "id", columns: ["email", "country", "seen"] } })
    await source.admin`update shop.customers set seen = null where id = 1`
    await comeBy(home, jobId)
    expect(receiver.taken[0]?.body.split("\r\n").slice(0, 2)).toEqual(["email,country,seen", `'=cmd|calc!A1,"Österreich, ""süd""",`])
  }))

test("a text can be the key too; rows come in an order of their own, and none is lost", () =>
  world(async ({ home }) => {
    await source.admin`update shop.customers set email = 'person' || id || '@example.com'`
    const { jobId } = await anExport(home, source, receiver, { settings: { key: "email", columns: ["id"] } })
    expect((await comeBy(home, jobId)).runs[0]).toMatchObject({ state: "succeeded", rows: 12_000 })
    expect(ids(rowsOf(receiver.taken)).toSorted((a, b) => Number(a) - Number(b))).toEqual(everyId)
  }))

test("a try that fails in the middle goes on where it was: what was delivered is not delivered again", () =>
  world(async ({ home }) => {
    const { jobId } = await anExport(home, source, receiver)
    receiver.watch(async ({ id }) => {
      if (id.endsWith("-2")) receiver.fail(/POST/, { status: 500 }, 9)
    })
    // The third batch is refused, also when the driver asks again by itself.
    const first = await comeBy(home, jobId)
    expect(first).toMatchObject({ state: "running", runs: [{ state: "queued", attempt: 1, batches: 2, rows: 10_000 }] })
    receiver.heal()
    receiver.watch(undefined)
    await as(home, sql`update job_runs set lease_until = now() where organization_id = ${home.id}`)
    expect(await keep(home, jobId)).toMatchObject({
      state: "completed",
      runs: [{ state: "succeeded", attempt: 2, batches: 3, rows: 12_000 }],
    })
    expect(receiver.taken.map(({ id }) => id.split("-")[1])).toEqual(["1", "2", "3"])
    expect(ids(rowsOf(receiver.taken))).toEqual(everyId)
  }))

test("when the worker dies after the last batch, the next attempt sends nothing more", () =>
  world(async ({ home }) => {
    const { jobId } = await anExport(home, source, receiver)
    await runJobNow(home.as("editor"), { jobId })
    const mark = { settings: { key: "id", columns: [] }, after: null }
    await as(
      home,
      sql`update job_runs set state = 'running', attempt = 1, batches = 3, rows = 12000, mark = ${JSON.stringify(mark)}::jsonb,
        lease_until = now() - interval '1 second' where organization_id = ${home.id}`,
    )
    await takeUpJobRuns(home.worker())
    expect(await keep(home, jobId)).toMatchObject({ state: "completed", runs: [{ rows: 12_000, batches: 3 }] })
    expect(receiver.taken).toEqual([])
  }))

test("an audience without members is delivered as its header alone", () =>
  world(async ({ home }) => {
    const { asked } = await anExport(home, source, receiver)
    const nobody = await anAudience(home, source, { match: "all", conditions: [{ column: "id", op: "<", value: 0 }] })
    const { id: jobId } = await createJob(home.as("editor"), { ...asked, audienceId: nobody.audienceId })
    await runJobNow(home.as("editor"), { jobId })
    await keep(home, jobId)
    expect(receiver.taken.map(({ body }) => body)).toEqual(["id,email\r\n"])
  }))

test("an export to a bucket writes files into its folder, under names that a second attempt would use again", () =>
  world(async ({ home }) => {
    bucket.bucket("exports", {})
    const { accessKeyId, secretAccessKey } = bucket.user(["s3:PutObject", "s3:ListBucket", "s3:GetObject"])
    const settings = {
      bucket: "exports",
      region: "us-east-1",
      prefixes: [],
      format: "auto",
      delimiter: "auto",
      loose: "each",
      host: "127.0.0.1",
      port: bucket.port,
      tls: "off",
    }
    const connectionId = await anAuthorization(home, {
      platform: "s3",
      method: "key",
      settings,
      keys: { accessKeyId, secretAccessKey },
      teams: [home.teams.consumer],
    })
    const { audienceId } = await anAudience(home, source)
    const asked = { key: "id", columns: ["id"], folder: "out/people" }
    const job = {
      name: "To the bucket",
      type: "export.bucket" as const,
      connectionId,
      audienceId,
      settings: asked,
      everyMinutes: 1440 as const,
    }
    const { id: jobId } = await createJob(home.as("editor"), job)
    const { runs, state, reason } = await comeBy(home, jobId)
    expect({ state, reason }).toEqual({ state: "sleeping", reason: null })
    const put = bucket.heard.filter(({ method }) => method === "PUT")
    expect(put.map(({ path }) => path)).toEqual(
      [1, 2, 3].map((n) => expect.stringMatching(new RegExp(`/exports/out/people/${runs[0]?.id}/part-0000${n}\\.csv$`))),
    )
    expect(put[0]?.body).toContain("id\r\n1\r\n2\r\n")
    const up = { ...job, settings: { ...asked, folder: "../elsewhere" } }
    await expect(createJob(home.as("editor"), up)).rejects.toThrow("A folder does not go up")
  }))

test("a receiver that no longer knows the signature is said in our words, with what to do", () =>
  world(async ({ home }) => {
    const { jobId } = await anExport(home, source, receiver)
    receiver.fail(/POST/, { status: 401, body: "VENDOR-TEXT-4711" }, 9)
    const { runs, reason } = await comeBy(home, jobId)
    expect(runs[0]?.reason).toBe("The authorization: it no longer lets this login in. Reauthenticate it, or choose another authorization.")
    expect(JSON.stringify([runs, reason])).not.toContain("VENDOR")
  }))
