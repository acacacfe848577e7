import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { aJob, comeBy, keep } from "@/test/jobs"
import { change, source, tool } from "@/test/jobs-stage"
import { withdraw } from "@/test/source"
import { type House, world } from "@/test/world"
import { findJob } from "./find"
import { purgeEndedJobs, takeUpJobRuns } from "./queue"
import { runJobNow } from "./run-now"

/** The next try may begin at once. */
const noWaiting = (house: House) =>
  change(house, sql`update job_runs set lease_until = now() where organization_id = ${house.id} and state = 'queued'`)
const few = { match: "all" as const, conditions: [{ column: "id", op: "<=" as const, value: 3 }] }

test("a job that runs once completes, and is forgotten 90 days after it ended", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool, { filter: few, everyMinutes: null })
    expect(await comeBy(home, jobId)).toMatchObject({ state: "completed", nextRunAt: null, endedAt: expect.any(String) })
    shiftClock(90 * times.day - times.hour)
    expect(await purgeEndedJobs(home.worker())).toBe(0)
    shiftClock(90 * times.day + times.hour)
    expect(await purgeEndedJobs(home.worker())).toBe(1)
    await expect(findJob(home.as("owner"), { jobId })).rejects.toMatchObject({ code: "not_found" })
  }))

test("a failed try is made again after a minute, then after two, and the page says so; then the run has failed", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool, { filter: few })
    tool.fail(/./, { status: 503 }, 99)
    const first = await comeBy(home, jobId)
    expect(first).toMatchObject({
      state: "running",
      runs: [{ state: "queued", attempt: 1, reason: "The authorization: it could not be reached.", againAt: expect.any(String) }],
    })
    const wait = Date.parse(first.runs[0]?.againAt ?? "") - Date.now()
    expect([wait > 50_000, wait <= times.minute]).toEqual([true, true])
    const promised = await change(
      home,
      sql`select start_after - created_on as wait from pgboss.job where name = 'job.run' and data->'payload'->>'jobId' = ${jobId} order by created_on desc limit 1`,
    )
    expect(promised[0]?.wait).toMatch(/^00:01:00/)
    // The clock leaves a run that waits for its time alone.
    await change(home, sql`update job_runs set created_at = now() - interval '1 hour' where organization_id = ${home.id}`)
    expect(await takeUpJobRuns(home.worker())).toEqual({ again: 0, givenUp: 0 })
    await noWaiting(home)
    const second = await keep(home, jobId)
    expect(Date.parse(second.runs[0]?.againAt ?? "") - Date.now()).toBeGreaterThan(110_000)
    await noWaiting(home)
    const third = await keep(home, jobId)
    expect(third).toMatchObject({
      state: "sleeping",
      failingSince: expect.any(String),
      runs: [{ state: "failed", attempt: 3, againAt: null }],
    })
    expect(Date.parse(third.nextRunAt ?? "") - Date.parse(third.lastRunAt ?? "")).toBe(times.hour)
    tool.heal()
    shiftClock(times.hour + times.minute)
    expect(await comeBy(home, jobId)).toMatchObject({ state: "sleeping", reason: null, failingSince: null })
  }))

test("after ten hours of nothing but errors a job is failed for good and its maker is told; started again, its errors are counted anew", () =>
  world(async ({ home }) => {
    const { jobId, connectionId } = await aJob(home, source, tool, { filter: few })
    await change(home, sql`delete from grants where organization_id = ${home.id} and connection_id = ${connectionId}`)
    expect(await comeBy(home, jobId)).toMatchObject({ state: "sleeping", reason: "Access to the connection was withdrawn." })
    for (let hour = 1; hour < 10; hour++) {
      shiftClock(hour * times.hour + times.minute * hour)
      const job = await comeBy(home, jobId)
      expect(job.state, `after ${hour} hours`).toBe("sleeping")
      expect(job.runs).toHaveLength(hour + 1)
    }
    shiftClock(10 * times.hour + 15 * times.minute)
    expect(await comeBy(home, jobId)).toMatchObject({ state: "failed", nextRunAt: null, endedAt: expect.any(String) })
    const told = await change(home, sql`select user_id, title, path from notices where organization_id = ${home.id}`)
    expect(told).toMatchObject([{ user_id: home.people.editor, title: "The job Look up has failed.", path: `jobs/${jobId}` }])
    expect((await comeBy(home, jobId)).runs).toHaveLength(11)
    await runJobNow(home.as("marketer"), { jobId })
    expect(await keep(home, jobId)).toMatchObject({ state: "sleeping", endedAt: null })
  }))

test("access withdrawn stops the next run with the reason and deletes nothing; a seat taken away, a private audience too", () =>
  world(async ({ home }) => {
    const { jobId, sourceId } = await aJob(home, source, tool, { filter: few })
    await comeBy(home, jobId)
    const seat = (has: boolean) =>
      change(home, sql`update memberships set seat = ${has} where organization_id = ${home.id} and user_id = ${home.people.editor}`)
    await seat(false)
    await runJobNow(home.as("marketer"), { jobId })
    const stopped = await keep(home, jobId)
    expect(stopped).toMatchObject({
      runs: [{ state: "failed", reason: "Its maker has no seat in the subscription.", usedSeatOf: "editor", startedBy: "marketer" }, {}],
      flag: { reason: "no seat" },
      readOnly: expect.any(String),
    })
    expect(stopped.records).toMatchObject({ of: 1 })
    await seat(true)
    await withdraw(home, sourceId)
    await runJobNow(home.as("owner"), { jobId })
    expect((await keep(home, jobId)).runs[0]).toMatchObject({
      state: "failed",
      reason: "Its audience cannot be read. Access to the connection was withdrawn.",
    })
    await change(home, sql`update connections set visibility = 'private' where organization_id = ${home.id} and platform = 'sendgrid'`)
    await runJobNow(home.as("editor"), { jobId })
    expect((await keep(home, jobId)).runs[0]).toMatchObject({ state: "failed", reason: expect.stringContaining("private connection") })
    expect((await findJob(home.as("editor"), { jobId })).records).toBe("hidden")
  }))
