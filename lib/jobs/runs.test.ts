import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { shiftClock } from "@/lib/base/clock"
import type { JobId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { aJob, comeBy, keep } from "@/test/jobs"
import { change, source, tool } from "@/test/jobs-stage"
import { world } from "@/test/world"
import { findJob } from "./find"
import { pauseJob, resumeJob } from "./pause"
import { beginDueJobs, takeUpJobRuns } from "./queue"
import { runJob } from "./run"
import { runJobNow } from "./run-now"

const few = { match: "all" as const, conditions: [{ column: "id", op: "<=" as const, value: 3 }] }

test("members are looked up page by page, and what the tool knows of them is kept", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool)
    const job = await comeBy(home, jobId)
    expect(job).toMatchObject({
      state: "sleeping",
      reason: null,
      failingSince: null,
      runs: [{ state: "succeeded", rows: 1001, batches: 11, startedBy: null, usedSeatOf: "editor" }],
    })
    expect(job.records).toMatchObject({ of: 2 })
    const { newest } = job.records as Exclude<typeof job.records, "hidden" | null>
    expect(newest.map(({ key, payload }) => [key, payload]).toSorted()).toEqual([
      ["ann@shop.example", { first_name: "Ann", city: "Graz" }],
      ["bob@shop.example", { first_name: "Bob", city: null }],
    ])
    expect(Date.parse(job.nextRunAt ?? "") - Date.parse(job.lastRunAt ?? "")).toBe(times.day)
    const audited = await change(home, sql`select verb, subject from audit where organization_id = ${home.id} order by seq desc limit 3`)
    expect(audited.map(({ verb }) => verb)).toEqual(["job.run", "credential.open", "credential.open"])
    expect(audited.map(({ subject }) => subject)).toContain(connectionId)
  }))

test("a job sleeps until its time comes, and is begun once however many clocks come by", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool, { filter: few, everyMinutes: 60 })
    expect((await comeBy(home, jobId)).runs).toHaveLength(1)
    expect((await comeBy(home, jobId)).runs).toHaveLength(1)
    shiftClock(times.hour + times.minute)
    const begun = await Promise.all([beginDueJobs(home.worker()), beginDueJobs(home.worker())])
    expect(begun.reduce((sum, one) => sum + one)).toBe(1)
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({ state: "running", runs: [{ state: "queued" }, {}] })
    expect((await keep(home, jobId)).state).toBe("sleeping")
  }))

test("a job that is paused while it runs stops at its next batch, and stays paused", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool)
    await beginDueJobs(home.worker())
    let asked = 0
    tool.watch(async () => {
      asked++
      if (asked === 2) {
        await pauseJob(home.as("marketer"), { jobId })
        await new Promise((heard) => setTimeout(heard, 1_200))
      }
    })
    const job = await keep(home, jobId)
    expect(asked).toBe(2)
    expect(job).toMatchObject({
      state: "paused",
      nextRunAt: null,
      runs: [{ state: "cancelled", reason: "It was paused.", batches: 2, rows: 200 }],
    })
    await resumeJob(home.as("marketer"), { jobId })
    tool.watch(undefined)
    expect(await comeBy(home, jobId)).toMatchObject({ state: "sleeping", runs: [{ state: "succeeded", rows: 1001 }, {}] })
  }))

test("what a dead worker left is taken up and goes on where it was; after three attempts it is given up as an error", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool)
    await beginDueJobs(home.worker())
    const mark = { settings: { key: "id", email: "email", properties: ["city"] }, after: "1000" }
    await change(
      home,
      sql`update job_runs set state = 'running', attempt = 1, batches = 10, rows = 1000, mark = ${JSON.stringify(mark)}::jsonb, lease_until = now() - interval '1 second' where organization_id = ${home.id}`,
    )
    expect(await takeUpJobRuns(home.worker())).toEqual({ again: 1, givenUp: 0 })
    expect((await keep(home, jobId)).runs[0]).toMatchObject({ state: "succeeded", rows: 1001, batches: 11, attempt: 2 })
    await runJobNow(home.as("editor"), { jobId })
    await change(
      home,
      sql`update job_runs set state = 'running', attempt = 3, lease_until = now() - interval '1 second' where organization_id = ${home.id} and state = 'queued'`,
    )
    expect(await takeUpJobRuns(home.worker())).toEqual({ again: 0, givenUp: 1 })
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({
      state: "sleeping",
      failingSince: expect.any(String),
      runs: [{ state: "failed", reason: expect.stringContaining("never finished") }, {}],
    })
  }))

test("an attempt whose lease has ended writes nothing any more, and a deleted job's run ends", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool)
    await beginDueJobs(home.worker())
    tool.watch(() => change(home, sql`update job_runs set attempt = attempt + 1 where organization_id = ${home.id}`))
    await expect(keep(home, jobId)).rejects.toMatchObject({ name: "RunLost" })
    const [run] = await change(home, sql`select state, batches from job_runs where organization_id = ${home.id}`)
    expect(run).toMatchObject({ state: "running", batches: 0 })
    const runId = `jrn_${"0".repeat(32)}` as const
    await expect(runJob(home.worker(), { jobId: jobId as JobId, runId })).rejects.toMatchObject({ name: "RunLost" })
  }))

test("a key that is not unique is refused before a row could be lost", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool)
    await change(home, sql`update jobs set settings = settings || '{"key": "country"}' where id = ${jobId}`)
    expect((await comeBy(home, jobId)).runs[0]).toMatchObject({
      state: "failed",
      reason: expect.stringContaining("no value in the column country"),
      attempt: 1,
    })
    await source.admin`update shop.customers set spent = 5 where id < 3`
    await change(home, sql`update jobs set settings = settings || '{"key": "spent"}' where id = ${jobId}`)
    await runJobNow(home.as("editor"), { jobId })
    expect((await keep(home, jobId)).runs[0]).toMatchObject({ state: "failed", reason: expect.stringContaining("not unique") })
  }))
