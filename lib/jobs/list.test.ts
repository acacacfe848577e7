import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { closeBoss } from "@/lib/queue/boss"
import type { ChannelDouble } from "@/test/doubles/channel/double"
import { aJob, aTool } from "@/test/jobs"
import { aSource, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { createJob } from "./create"
import { listJobs, listJobsOfConnection } from "./list"

let source: Source
let tool: ChannelDouble
beforeAll(async () => {
  tool = await aTool()
  source = await aSource()
})
afterEach(() => {
  shiftClock(0)
  tool.heal()
})
afterAll(async () => {
  await tool?.close()
  await source?.drop()
  await closeBoss()
  await closePools()
})
const gone = { code: "not_found" }
const set = (house: House, statement: ReturnType<typeof sql>) => within(house.as("admin"), ({ db }) => db.execute(statement))
const become = (house: House, jobId: string, state: string) =>
  set(
    house,
    sql`update jobs set state = ${state}, ended_at = case when ${state} in ('failed', 'completed') then now() end where id = ${jobId}`,
  )

test("AUT-51 the list is searched, filtered and sorted both ways on the server, page by page", () =>
  world(async ({ home, elsewhere }) => {
    const { asked, jobId } = await aJob(home, source, tool, { name: "Bravo" })
    await createJob(home.as("editor"), { ...asked, name: "alpha" })
    const { id: charlie } = await createJob(home.as("editor"), { ...asked, name: "Charlie" })
    await become(home, charlie, "failed")
    await set(home, sql`update jobs set type = 'export.webhook', kind = 'export' where id = ${jobId}`)
    const names = async (filter: object) => (await listJobs(home.as("owner"), filter)).rows.map(({ name }) => name)
    const ways = async (sort: string) => [await names({ sort, direction: "asc" }), await names({ sort, direction: "desc" })]
    for (const sort of ["name", "type", "status", "created"]) {
      const [up, down] = await ways(sort)
      expect(down, sort).toEqual(up?.toReversed())
    }
    expect((await ways("name"))[0]).toEqual(["alpha", "Bravo", "Charlie"])
    expect((await ways("type"))[0]).toEqual(["alpha", "Charlie", "Bravo"])
    expect((await ways("status"))[0]).toEqual(["Charlie", "alpha", "Bravo"])
    expect((await ways("created"))[0]).toEqual(["Bravo", "alpha", "Charlie"])
    expect(await names({ state: "failed" })).toEqual(["Charlie"])
    expect(await names({ kind: "export" })).toEqual(["Bravo"])
    expect(await names({ q: "LPH" })).toEqual(["alpha"])
    expect(await names({ q: "webhook" })).toEqual(["Bravo"])
    expect(await names({ q: "nothing" })).toEqual([])
    expect((await listJobs(elsewhere.as("owner"), {})).rows).toEqual([])
  }))

test("a page goes on where the last one ended, both ways, in every order", () =>
  world(async ({ home }) => {
    const { asked } = await aJob(home, source, tool, { name: "job 0" })
    for (let n = 1; n < 12; n++) await createJob(home.as("editor"), { ...asked, name: `job ${n % 3}|` })
    for (const sort of ["name", "type", "status", "created"] as const)
      for (const direction of ["asc", "desc"] as const) {
        const first = await listJobs(home.as("editor"), { sort, direction, size: 10 })
        const second = await listJobs(home.as("editor"), { sort, direction, size: 10, after: first.next ?? "" })
        expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(12)
        expect([first.previous, second.rows.length, second.next]).toEqual([null, 2, null])
        const back = await listJobs(home.as("editor"), { sort, direction, size: 10, before: second.previous ?? "" })
        expect(back.rows).toEqual(first.rows)
      }
  }))

test("AUT-50 AUT-51 the active jobs of an authorization are listed, the ended are not, and what one may not see is a number", () =>
  world(async ({ home, elsewhere }) => {
    const { asked, connectionId, jobId } = await aJob(home, source, tool, { name: "b asleep" })
    const made = async (name: string, state: string) => {
      const { id } = await createJob(home.as("editor"), { ...asked, name })
      await become(home, id, state)
    }
    for (const [name, state] of [
      ["a runs", "running"],
      ["c pauses", "paused"],
      ["done", "completed"],
      ["broken", "failed"],
    ] as const)
      await made(name, state)
    const names = async (sort: string, direction: string, who: "admin" | "marketer" = "admin") =>
      (await listJobsOfConnection(home.as(who), { connectionId, sort: sort as "name", direction: direction as "asc" })).rows.map(
        ({ name }) => name,
      )
    expect(await names("name", "asc")).toEqual(["a runs", "b asleep", "c pauses"])
    expect(await names("name", "desc")).toEqual(["c pauses", "b asleep", "a runs"])
    expect(await names("status", "asc")).toEqual(["c pauses", "a runs", "b asleep"])
    for (const sort of ["type", "status", "created"]) expect(await names(sort, "desc")).toEqual((await names(sort, "asc")).toReversed())
    await set(home, sql`update jobs set team_id = ${home.teams.business} where id = ${jobId}`)
    expect(await listJobsOfConnection(home.as("marketer"), { connectionId })).toMatchObject({ rows: [{}, {}], hidden: 1 })
    await expect(listJobsOfConnection(home.as("marketer2"), { connectionId })).rejects.toMatchObject(gone)
    await expect(listJobsOfConnection(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject(gone)
  }))
