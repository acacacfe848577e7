import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { closeBoss } from "@/lib/queue/boss"
import { aQuery, as } from "@/test/queries"
import { aSource, type Source } from "@/test/source"
import { closePools, world } from "@/test/world"
import { fetchQuery } from "./fetch"
import { findQuery } from "./find"
import { refreshQuery } from "./refresh"
import { removeQuery } from "./remove"
import { claimQueryRun } from "./run"
import { takeUpQueryRuns } from "./take-up"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

test("a second click joins the refresh under way; only one worker works on it, and one that wakes up late writes nothing", () =>
  world(async ({ home }) => {
    const { queryId } = await aQuery(home, source)
    const first = await refreshQuery(home.as("editor"), { queryId })
    expect(await refreshQuery(home.as("marketer"), { queryId })).toMatchObject({ runId: first.runId, joined: true })
    const { runId } = first
    await claimQueryRun(home.worker(), runId)
    await expect(fetchQuery(home.worker(), { queryId, runId })).rejects.toMatchObject({ name: "RunLost" })
    await as(home, sql`update query_runs set lease_until = now() - interval '1 second' where organization_id = ${home.id}`)
    await fetchQuery(home.worker(), { queryId, runId })
    expect((await findQuery(home.as("editor"), { queryId })).runs).toMatchObject([{ state: "succeeded", rows: 200 }])
    await expect(fetchQuery(home.worker(), { queryId, runId })).rejects.toMatchObject({ name: "RunLost" })
  }))

test("what a dead worker left is promised again, and given up after the third attempt", () =>
  world(async ({ home }) => {
    const { queryId } = await aQuery(home, source)
    const { runId } = await refreshQuery(home.as("editor"), { queryId })
    const dies = async () => {
      await claimQueryRun(home.worker(), runId)
      await as(home, sql`update query_runs set lease_until = now() - interval '1 second' where organization_id = ${home.id}`)
    }
    await dies()
    expect(await takeUpQueryRuns(home.worker())).toEqual({ again: 1, givenUp: 0 })
    await dies()
    await takeUpQueryRuns(home.worker())
    await dies()
    expect(await takeUpQueryRuns(home.worker())).toEqual({ again: 0, givenUp: 1 })
    expect((await findQuery(home.as("editor"), { queryId })).runs).toMatchObject([
      { state: "failed", reason: expect.stringContaining("never finished") },
    ])
  }))

test("a query that is deleted while it is fetched leaves nothing behind; only the clock may fetch", () =>
  world(async ({ home }) => {
    const { queryId } = await aQuery(home, source)
    const { runId } = await refreshQuery(home.as("editor"), { queryId })
    await expect(fetchQuery(home.as("owner"), { queryId, runId })).rejects.toMatchObject({ code: "forbidden" })
    await removeQuery(home.as("editor"), { queryId })
    await expect(fetchQuery(home.worker(), { queryId, runId })).rejects.toMatchObject({ name: "RunLost" })
    expect(await as(home, sql`select 1 from query_runs where organization_id = ${home.id}`)).toHaveLength(0)
  }))
