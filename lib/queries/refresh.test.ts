import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { closeBoss } from "@/lib/queue/boss"
import type { Filter } from "@/lib/sql/model"
import { aQuery, as, every, refreshed, there } from "@/test/queries"
import { aSource, type Source } from "@/test/source"
import { closePools, world } from "@/test/world"
import { createQuery } from "./create"
import { downloadQuery } from "./download"
import { fetchQuery } from "./fetch"
import { findQuery } from "./find"
import { refreshQuery } from "./refresh"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

test("ACC-10 ACC-16: whoever refreshes, the run uses and records its maker's connection and seat", () =>
  world(async ({ home }) => {
    const { connectionId, queryId } = await aQuery(home, source)
    const { last } = await refreshed(home, "marketer", queryId)
    expect(last).toMatchObject({
      state: "succeeded",
      startedBy: "marketer",
      usedConnection: { id: connectionId },
      usedSeatOf: "editor",
      rows: 200,
      reason: null,
    })
    expect((await findQuery(home.as("marketer"), { queryId })).preview).toMatchObject({ columns: ["email", "spent", "seen"], of: 200 })
    const audited = await as(home, sql`select verb, actor from audit where organization_id = ${home.id} order by seq desc limit 2`)
    expect(audited.map(({ verb, actor }) => `${verb} ${actor}`)).toEqual(["query.fetch worker:test", "credential.open worker:test"])
  }))

test("ACC-11 ACC-13: when its owner makes the connection private, a teammate's refresh fails with that reason, and the owner's goes on", () =>
  world(async ({ home }) => {
    const { connectionId, queryId } = await aQuery(home, source)
    await as(home, sql`update connections set visibility = 'private' where ${there(home, connectionId)}`)
    const refused = { state: "failed", reason: expect.stringContaining("private connection"), rows: null }
    expect((await refreshed(home, "marketer", queryId)).last).toMatchObject(refused)
    expect((await refreshed(home, "owner", queryId)).last).toMatchObject(refused)
    expect((await refreshed(home, "editor", queryId)).last).toMatchObject({ state: "succeeded", usedSeatOf: "editor" })
    // Who may not use the connection does not see what it brought either, not even the owner of the organization.
    expect((await findQuery(home.as("owner"), { queryId })).preview).toBe("hidden")
    expect(await findQuery(home.as("marketer"), { queryId })).toMatchObject({ preview: "hidden", connection: null })
    expect((await findQuery(home.as("marketer"), { queryId })).runs.map(({ usedConnection }) => usedConnection)).toEqual([null, null, null])
    await expect(downloadQuery(home.as("marketer"), { queryId })).rejects.toMatchObject({ code: "forbidden" })
  }))

test("ACC-15: a teammate's query on a connection that was made private stops, whoever refreshes it", () =>
  world(async ({ home }) => {
    const { connectionId } = await aQuery(home, source)
    const asked = {
      name: "Mine",
      connectionId,
      schema: "shop",
      table: "customers",
      columns: ["id"],
      filter: every,
      destination: "API" as const,
    }
    const { id: queryId } = await createQuery(home.as("marketer"), asked)
    await as(home, sql`update connections set visibility = 'private' where ${there(home, connectionId)}`)
    for (const who of ["marketer", "editor", "admin"] as const)
      expect((await refreshed(home, who, queryId)).last).toMatchObject({
        state: "failed",
        reason: expect.stringContaining("private connection"),
      })
  }))

test("ACC-16: when its maker's seat is withdrawn the refresh fails and says so, whoever has one", () =>
  world(async ({ home }) => {
    const { queryId } = await aQuery(home, source)
    const seat = (has: boolean) =>
      as(home, sql`update memberships set seat = ${has} where organization_id = ${home.id} and user_id = ${home.people.editor}`)
    await seat(false)
    expect((await refreshed(home, "marketer", queryId)).last).toMatchObject({
      state: "failed",
      reason: "Its maker has no seat in the subscription.",
      usedSeatOf: "editor",
    })
    await seat(true)
    expect((await refreshed(home, "marketer", queryId)).last).toMatchObject({ state: "succeeded" })
  }))

test("what was made private while the source answered is not kept", () =>
  world(async ({ home }) => {
    const { connectionId, queryId } = await aQuery(home, source)
    const { runId } = await refreshQuery(home.as("marketer"), { queryId })
    await source.admin.begin(async (held) => {
      await held`lock table shop.customers in access exclusive mode`
      const fetched = fetchQuery(home.worker(), { queryId, runId })
      const waiting = () =>
        source.admin`select 1 from pg_stat_activity where usename = ${source.user} and wait_event_type = 'Lock'`.then(
          ({ length }) => length,
        )
      await expect.poll(waiting, { timeout: 4_000 }).toBe(1)
      await as(home, sql`update connections set visibility = 'private' where ${there(home, connectionId)}`)
      await held`commit`
      await fetched
    })
    const [run] = (await findQuery(home.as("editor"), { queryId })).runs
    expect(run).toMatchObject({ state: "failed", reason: expect.stringContaining("private connection"), rows: null })
    expect((await findQuery(home.as("editor"), { queryId })).preview).toBeNull()
  }))

test("the first 100 rows are kept as text, all are counted, and only the latest answer keeps its rows", () =>
  world(async ({ home }) => {
    const { queryId } = await aQuery(home, source, { filter: every })
    await refreshed(home, "editor", queryId)
    const { last } = await refreshed(home, "editor", queryId)
    expect(last).toMatchObject({ state: "succeeded", rows: 1001 })
    const { preview } = await findQuery(home.as("editor"), { queryId })
    expect(preview).toMatchObject({ columns: ["email", "spent", "seen"], of: 1001 })
    expect(preview !== "hidden" && preview?.rows).toHaveLength(100)
    expect(preview !== "hidden" && preview?.rows[0]).toEqual(["person1@example.com", "1.00", expect.stringMatching(/^20/)])
    const kept = await as(home, sql`select 1 from query_runs where organization_id = ${home.id} and preview is not null`)
    expect(kept).toHaveLength(1)
  }))

test("the download is a file for a spreadsheet, in which nothing begins a formula", () =>
  world(async ({ home }) => {
    await source.admin`update shop.customers set email = '=cmd|calc!A1' where id = 8`
    const filter: Filter = { match: "all", conditions: [{ column: "id", op: "=", value: 8 }] }
    const { queryId } = await aQuery(home, source, { columns: ["email", "country"], filter })
    await expect(downloadQuery(home.as("marketer"), { queryId })).rejects.toMatchObject({ code: "not_found" })
    await refreshed(home, "marketer", queryId)
    const { name, csv } = await downloadQuery(home.as("marketer"), { queryId })
    expect(name).toBe("Spent")
    expect(csv).toMatch(/^\ufeffemail,country\r\n/)
    expect(csv).toContain("'=cmd|calc!A1,DE\r\n")
    await source.admin`update shop.customers set email = 'person8@example.com' where id = 8`
  }))

test("the source's refusal is said in our words; the last good rows stay", () =>
  world(async ({ home }) => {
    const { queryId } = await aQuery(home, source)
    await refreshed(home, "editor", queryId)
    await source.admin.unsafe(`revoke select on shop.customers from ${source.user}`)
    const { last } = await refreshed(home, "marketer", queryId)
    await source.admin.unsafe(`grant select on shop.customers to ${source.user}`)
    expect(last).toMatchObject({ state: "failed", reason: expect.stringContaining("does not let the connection read this table") })
    expect((await findQuery(home.as("marketer"), { queryId })).preview).toMatchObject({ of: 200 })
  }))
