import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { aJob } from "@/test/jobs"
import { become, change, source, tool } from "@/test/jobs-stage"
import { world } from "@/test/world"
import { createJob } from "./create"
import { listJobs, listJobsOfConnection } from "./list"

const gone = { code: "not_found" }

test("AUT-51 the list is searched, filtered and sorted both ways on the server, page by page", () =>
  world(async ({ home, elsewhere }) => {
    const { asked, jobId } = await aJob(home, source, tool, { name: "Bravo" })
    await createJob(home.as("editor"), { ...asked, name: "alpha" })
    const { id: charlie } = await createJob(home.as("editor"), { ...asked, name: "Charlie" })
    await become(home, charlie, "failed")
    await change(home, sql`update jobs set type = 'export.webhook', kind = 'export' where id = ${jobId}`)
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
    await change(home, sql`update jobs set team_id = ${home.teams.business} where id = ${jobId}`)
    expect(await listJobsOfConnection(home.as("marketer"), { connectionId })).toMatchObject({ rows: [{}, {}], hidden: 1 })
    await expect(listJobsOfConnection(home.as("marketer2"), { connectionId })).rejects.toMatchObject(gone)
    await expect(listJobsOfConnection(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject(gone)
  }))
