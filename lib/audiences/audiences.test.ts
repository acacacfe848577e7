import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import type { ConnectionId } from "@/lib/base/ids"
import { marked } from "@/lib/questions/mark"
import type { Filter } from "@/lib/sql/model"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, world } from "@/test/world"
import { createAudience } from "./create"
import { findAudience } from "./find"
import { listAudiences } from "./list"
import { removeAudience } from "./remove"
import { updateAudience } from "./update"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closePools()
})

const germans: Filter = { match: "all", conditions: [{ column: "country", op: "is", value: "DE" }] }
const wanted = (connectionId: ConnectionId, more: { name?: string; filter?: Filter; table?: string } = {}) => ({
  name: "Germans",
  connectionId,
  schema: "shop",
  table: "customers",
  filter: germans,
  ...more,
})
const shared = (house: House) => aSourceConnection(house, source, { teams: [house.teams.consumer] })
const stored = (house: House) =>
  within(house.as("owner"), async ({ db }) => (await db.execute(sql`select 1 from audiences where organization_id = ${house.id}`)).length)

test("AUD-1: a marketer saves an audience on a connection of their team, and the team sees it", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const { id: audienceId } = await createAudience(home.as("marketer"), wanted(id))
    expect(await findAudience(home.as("editor"), { audienceId })).toMatchObject({
      name: "Germans",
      team: { id: home.teams.consumer },
      filter: germans,
      sentence: 'country is "DE"',
      lastCount: null,
      flag: null,
      readOnly: null,
    })
    expect(await listAudiences(home.as("owner"), {})).toMatchObject({ rows: [{ id: audienceId }], total: 1, more: false })
  }))

test("another team's marketer does not see it, nor does the neighbour; owners and admins do", () =>
  world(async ({ home, elsewhere }) => {
    const { id: audienceId } = await createAudience(home.as("marketer"), wanted(await shared(home)))
    for (const ctx of [home.as("marketer2"), home.as("editor2"), elsewhere.as("owner")]) {
      await expect(findAudience(ctx, { audienceId })).rejects.toMatchObject({ code: "not_found" })
      await expect(removeAudience(ctx, { audienceId })).rejects.toMatchObject({ code: "not_found" })
      expect(await listAudiences(ctx, {})).toMatchObject({ rows: [], total: 0 })
    }
    expect(await findAudience(home.as("admin"), { audienceId })).toMatchObject({ name: "Germans" })
  }))

test("ACC-4: a direct request on a connection that is not granted is refused, and nothing is stored", () =>
  world(async ({ home, elsewhere }) => {
    const id = await shared(home)
    await expect(createAudience(home.as("marketer2"), wanted(id))).rejects.toMatchObject({ code: "not_found" })
    await expect(createAudience(home.as("editor2"), wanted(id))).rejects.toMatchObject({ code: "forbidden" })
    await expect(createAudience(elsewhere.as("owner"), wanted(id))).rejects.toMatchObject({ code: "not_found" })
    expect([await stored(home), await stored(elsewhere)]).toEqual([0, 0])
  }))

test("ORG-11: without a seat no audience is saved, and the reason is said", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    await expect(createAudience(home.as("noSeat"), wanted(id))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("seat"),
    })
    expect(await stored(home)).toBe(0)
  }))

test("AUD-8: an audience cannot be made on a connection that is not Active", () =>
  world(async ({ home }) => {
    const id = await aSourceConnection(home, source, { teams: [home.teams.consumer], status: "Inactive" })
    await expect(createAudience(home.as("marketer"), wanted(id))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("not Active"),
    })
    expect(await stored(home)).toBe(0)
  }))

test("a filter that the table cannot answer is not saved", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx = home.as("marketer")
    const on = (column: string, op: "is" | ">", value: string): Filter => ({ match: "all", conditions: [{ column, op, value }] })
    for (const wrong of [
      { filter: on("nothing", "is", "x") },
      { filter: on("spent", "is", "x") },
      { filter: on("spent", ">", "x") },
      { table: "gone" },
      { table: "secrets" },
    ])
      await expect(createAudience(ctx, wanted(id, wrong))).rejects.toMatchObject({ code: "invalid" })
    await expect(createAudience(ctx, wanted(id, { name: "a\u202eb" }))).rejects.toThrow("direction character")
    await expect(createAudience(ctx, wanted(id, { name: "x".repeat(121) }))).rejects.toThrow("120")
    expect(await stored(home)).toBe(0)
  }))

test("a count is stored only if the worker gave it for exactly this question", () =>
  world(async ({ home }) => {
    const connectionId = await shared(home)
    const ctx = home.as("marketer")
    const asked = { organizationId: home.id, connectionId, schema: "shop", table: "customers", filter: germans }
    const at = new Date().toISOString()
    const keep = async (counted: ReturnType<typeof marked>) => {
      const { id } = await createAudience(ctx, { ...wanted(connectionId), counted })
      return (await findAudience(ctx, { audienceId: id })).lastCount
    }
    expect(await keep(marked(asked, 200, at))).toBe(200)
    expect(await keep({ ...marked(asked, 200, at), count: 9 })).toBeNull()
    expect(await keep(marked({ ...asked, filter: { match: "all", conditions: [] } }, 1001, at))).toBeNull()
    expect(await keep(marked(asked, 200, "2020-01-01T00:00:00.000Z"))).toBeNull()
  }))

test("two people who edit at once: the second is told what the first has saved", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const { id: audienceId, version } = await createAudience(home.as("marketer"), wanted(id))
    expect(await updateAudience(home.as("editor"), { ...wanted(id, { name: "Theirs" }), audienceId, version })).toMatchObject({
      version: 2,
    })
    await expect(updateAudience(home.as("marketer"), { ...wanted(id, { name: "Mine" }), audienceId, version })).rejects.toMatchObject({
      code: "conflict",
      facts: { present: { name: "Theirs", version: 2, filter: germans } },
    })
    await updateAudience(home.as("marketer"), { ...wanted(id, { name: "Mine" }), audienceId, version: 2 })
    expect(await findAudience(home.as("marketer"), { audienceId })).toMatchObject({
      name: "Mine",
      version: 3,
      maker: { id: home.people.marketer },
    })
  }))

test("the list is searched and turned page by page, without a gap and without a repeat", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx = home.as("marketer")
    for (let n = 0; n < 25; n++) await createAudience(ctx, wanted(id, { name: `Audience ${String(n).padStart(2, "0")} 100%` }))
    const names = ({ rows }: Awaited<ReturnType<typeof listAudiences>>) => rows.map(({ name }) => name)
    const first = await listAudiences(ctx, { size: 10 })
    const second = await listAudiences(ctx, { size: 10, after: first.next ?? "" })
    const third = await listAudiences(ctx, { size: 10, after: second.next ?? "" })
    expect(first.previous).toBeNull()
    expect(third.next).toBeNull()
    expect(new Set([first, second, third].flatMap(names)).size).toBe(25)
    expect(names(await listAudiences(ctx, { size: 10, before: third.previous ?? "" }))).toEqual(names(second))
    expect(names(await listAudiences(ctx, { q: "audience 07" }))).toEqual(["Audience 07 100%"])
    expect((await listAudiences(ctx, { q: "_%" })).total).toBe(0)
    expect((await listAudiences(ctx, { after: "zzz" })).rows).toHaveLength(25)
  }))
