import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { aJob, comeBy } from "@/test/jobs"
import { become, change, source, tool } from "@/test/jobs-stage"
import { world } from "@/test/world"
import { createJob } from "./create"
import { editJob } from "./edit"
import { findJob } from "./find"
import { listJobs, listJobsOfConnection } from "./list"
import { pauseJob, resumeJob } from "./pause"
import { removeJob } from "./remove"
import { runJobNow } from "./run-now"

const gone = { code: "not_found" }

test("a job is seen by its team, its maker, owners and admins; by nobody else, and no verb finds it for them", () =>
  world(async ({ home, elsewhere }) => {
    const { jobId } = await aJob(home, source, tool)
    for (const who of ["owner", "admin", "editor", "marketer"] as const) expect((await listJobs(home.as(who), {})).total).toBe(1)
    const edited = { jobId, version: 1, name: "Mine", settings: {}, everyMinutes: null }
    for (const ctx of [home.as("marketer2"), home.as("editor2"), elsewhere.as("owner")]) {
      expect((await listJobs(ctx, {})).total).toBe(0)
      await expect(findJob(ctx, { jobId })).rejects.toMatchObject(gone)
      await expect(pauseJob(ctx, { jobId })).rejects.toMatchObject(gone)
      await expect(resumeJob(ctx, { jobId })).rejects.toMatchObject(gone)
      await expect(runJobNow(ctx, { jobId })).rejects.toMatchObject(gone)
      await expect(removeJob(ctx, { jobId })).rejects.toMatchObject(gone)
      await expect(editJob(ctx, edited)).rejects.toMatchObject(gone)
    }
    for (const say of [listJobs, findJob, pauseJob, resumeJob, runJobNow, removeJob, editJob, createJob, listJobsOfConnection])
      await expect(say(home.worker(), {} as never)).rejects.toMatchObject({ code: "forbidden" })
    expect(await findJob(home.as("owner"), { jobId })).toMatchObject({ state: "sleeping", name: "Look up", version: 1 })
  }))

test("name, settings and schedule are edited; of two editors the second sees what the first has saved", () =>
  world(async ({ home }) => {
    const { jobId, asked } = await aJob(home, source, tool)
    const { settings } = asked
    const edit = (version: number, name: string) => editJob(home.as("marketer"), { jobId, version, name, settings, everyMinutes: 60 })
    await edit(1, "Look up hourly")
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({
      name: "Look up hourly",
      everyMinutes: 60,
      version: 2,
      maker: { name: "editor" },
    })
    await expect(edit(1, "Mine")).rejects.toMatchObject({ code: "conflict", facts: { present: { name: "Look up hourly", version: 2 } } })
    const crafted = { jobId, version: 2, name: "X", settings: { ...settings, folder: "x" }, everyMinutes: null }
    await expect(editJob(home.as("editor"), crafted)).rejects.toThrow()
  }))

test("pause, resume, run now: what a state does not allow is refused in words, and nothing changes", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool)
    const state = async () => (await findJob(home.as("editor"), { jobId })).state
    const refused = { code: "conflict" }
    await expect(resumeJob(home.as("editor"), { jobId })).rejects.toMatchObject(refused)
    await pauseJob(home.as("marketer"), { jobId })
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({ state: "paused", nextRunAt: null })
    await expect(pauseJob(home.as("editor"), { jobId })).rejects.toMatchObject(refused)
    await expect(runJobNow(home.as("editor"), { jobId })).rejects.toMatchObject(refused)
    expect((await comeBy(home, jobId)).runs).toEqual([])
    await resumeJob(home.as("editor"), { jobId })
    expect(await state()).toBe("sleeping")
    const { runId } = await runJobNow(home.as("editor"), { jobId })
    expect(await runJobNow(home.as("owner"), { jobId })).toMatchObject({ runId, joined: true })
    expect(await state()).toBe("running")
    await pauseJob(home.as("editor"), { jobId })
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({
      state: "paused",
      runs: [{ state: "cancelled", reason: "It was paused." }],
    })
    for (const ended of ["failed", "completed"]) {
      await become(home, jobId, ended)
      await expect(pauseJob(home.as("editor"), { jobId })).rejects.toMatchObject(refused)
      await expect(resumeJob(home.as("editor"), { jobId })).rejects.toMatchObject(refused)
      expect(await state()).toBe(ended)
    }
    await runJobNow(home.as("editor"), { jobId })
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({ state: "running", endedAt: null })
  }))

test("a deleted job is gone with its runs and what it brought", () =>
  world(async ({ home }) => {
    const { jobId } = await aJob(home, source, tool)
    await comeBy(home, jobId)
    await removeJob(home.as("marketer"), { jobId })
    await expect(findJob(home.as("owner"), { jobId })).rejects.toMatchObject(gone)
    const left = await change(
      home,
      sql`select 1 from job_runs where organization_id = ${home.id} union all select 1 from job_records where organization_id = ${home.id}`,
    )
    expect(left).toHaveLength(0)
  }))

test("an audience is deleted only when no job works with it; one that has ended forgets it", () =>
  world(async ({ home }) => {
    const { removeAudience } = await import("@/lib/audiences/remove")
    const { jobId, audienceId } = await aJob(home, source, tool)
    await expect(removeAudience(home.as("editor"), { audienceId })).rejects.toThrow("Jobs work with this audience: Look up.")
    await become(home, jobId, "completed")
    await removeAudience(home.as("editor"), { audienceId })
    expect(await findJob(home.as("editor"), { jobId })).toMatchObject({ audience: null, flag: { reason: "audience" } })
  }))
