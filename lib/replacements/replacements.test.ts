import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { audiences, dataSources, queries, replacements, schemaTables } from "@/db/schema"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { findConnection } from "@/lib/connections/find"
import { closeBoss } from "@/lib/queue/boss"
import { anAudience, change, disconnect, give, noticesOf, onWhich, tokenOf, type Who } from "@/test/life"
import { aSource, aSourceConnection, type Source } from "@/test/source"
import { closePools, type House, pool, world } from "@/test/world"
import { listCandidates, previewReplacement } from "./candidates"
import type { Move } from "./model"
import { moveAll, replaceConnection } from "./replace"
import { listReplacements, undoReplacement } from "./undo"

let source: Source
beforeAll(async () => {
  source = await aSource()
})
afterAll(async () => {
  await source?.drop()
  await closeBoss()
  await closePools()
})

/** Two connections of the admin's to one source; an audience, a query and a data source lean on the first. */
async function furnished(house: House) {
  const [from, to] = [
    await aSourceConnection(house, source, { allTeams: true }),
    await aSourceConnection(house, source, { allTeams: true }),
  ]
  const { id: audienceId } = await anAudience(house, from)
  const [organizationId, queryId, dataSourceId] = [house.id, newId("qry"), newId("dso")]
  const on = { organizationId, connectionOrganizationId: organizationId, connectionId: from, createdBy: house.people.editor }
  await within(house.as("admin"), async ({ db }) => {
    const reads = { schema: "shop", table: "customers", columns: ["id", "email"], filter: { match: "all", conditions: [] } }
    await db.insert(queries).values({ ...on, id: queryId, name: "Weekly", ...reads, destination: "Excel" })
    await db.insert(dataSources).values({ ...on, id: dataSourceId, name: "Shop", account: "shop" })
  })
  const moves: Move[] = [
    { kind: "audience", id: audienceId },
    { kind: "query", id: queryId },
    { kind: "data source", id: dataSourceId },
  ]
  return { from, to, audienceId, queryId, moves }
}
const replace = async (house: House, who: Who, connectionId: ConnectionId, by: ConnectionId, moves: Move[]) => {
  const chosen = moves.map(({ kind, id }) => ({ kind, id }))
  return replaceConnection(house.as(who), {
    connectionId,
    by,
    moves,
    token: await tokenOf(house, who, { kind: "replace", connectionId, by, moves: chosen }),
  })
}
const renamed = (house: House, id: ConnectionId, set: Partial<typeof schemaTables.$inferInsert>) =>
  within(house.as("admin"), ({ db }) =>
    db.update(schemaTables).set(set).where(sql`${schemaTables.connectionId} = ${id} and ${schemaTables.name} = 'customers'`),
  )

test("ACC-25 ACC-34 LIF-3: what leans on a broken connection moves to another in one act and goes on there; it can be undone", () =>
  world(async ({ home }) => {
    const { from, to, audienceId, moves } = await furnished(home)
    await give(home, from, "editor")
    await change(home, from, { status: "Inactive" })
    expect(await listCandidates(home.as("admin"), { connectionId: from })).toMatchObject([{ id: to }])
    const { fits } = await previewReplacement(home.as("admin"), { connectionId: from, by: to })
    expect(fits.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ["audience", "fits"],
      ["data source", "fits"],
      ["query", "fits"],
    ])
    expect(await replace(home, "admin", from, to, moves)).toMatchObject({ moved: 3 })
    expect(await onWhich(home)).toEqual([to, to, to])
    expect(await findAudience(home.as("marketer"), { audienceId })).toMatchObject({ flag: null, connection: { id: to } })
    expect((await noticesOf(home, "editor")).map(({ title }) => title)).toEqual([expect.stringMatching(/^admin replaced /)])
    await change(home, from, { status: "Active" })
    const [done] = await listReplacements(home.as("admin"), { connectionId: from })
    const back = { kind: "replace" as const, connectionId: to, by: from, moves: done!.moves }
    const token = await tokenOf(home, "admin", back)
    expect(await undoReplacement(home.as("admin"), { replacementId: done!.id, token })).toMatchObject({ back: 3, left: 0 })
    expect(await onWhich(home)).toEqual([from, from, from])
    await expect(undoReplacement(home.as("admin"), { replacementId: done!.id, token })).rejects.toMatchObject({ code: "conflict" })
  }))

test("ACC-25: an owner replaces their own; an editor not another's; a neighbour finds nothing; nothing moves", () =>
  world(async ({ home, elsewhere }) => {
    const { from, to, moves } = await furnished(home)
    const input = { connectionId: from, by: to, moves }
    for (const who of ["editor", "marketer"] as const) {
      await expect(replaceConnection(home.as(who), input)).rejects.toMatchObject({ code: "forbidden" })
      await expect(previewReplacement(home.as(who), input)).rejects.toMatchObject({ code: "forbidden" })
      await expect(listCandidates(home.as(who), { connectionId: from })).rejects.toMatchObject({ code: "forbidden" })
      await expect(listReplacements(home.as(who), { connectionId: from })).rejects.toMatchObject({ code: "forbidden" })
    }
    for (const verb of [replaceConnection, previewReplacement])
      await expect(verb(elsewhere.as("owner"), input)).rejects.toMatchObject({ code: "not_found" })
    await expect(listCandidates(elsewhere.as("owner"), { connectionId: from })).rejects.toMatchObject({ code: "not_found" })
    expect(await onWhich(home)).toEqual([from, from, from])
    await give(home, from, "editor")
    await replace(home, "editor", from, to, moves)
    expect(await onWhich(home)).toEqual([to, to, to])
    const [done] = await listReplacements(home.as("editor"), { connectionId: from })
    await expect(undoReplacement(home.as("editor2"), { replacementId: done!.id })).rejects.toMatchObject({ code: "forbidden" })
    await expect(undoReplacement(elsewhere.as("owner"), { replacementId: done!.id })).rejects.toMatchObject({ code: "not_found" })
    expect(await onWhich(home)).toEqual([to, to, to])
  }))

test("other spellings and renamed columns fit after mapping; another type, a missing table and a lost right are said and not moved", () =>
  world(async ({ home }) => {
    const { from, to, audienceId, queryId, moves } = await furnished(home)
    const look = (chosen: Move[] = []) => previewReplacement(home.as("admin"), { connectionId: from, by: to, moves: chosen })
    const verdictOf = async (id: string, chosen: Move[] = []) => (await look(chosen)).fits.find((one) => one.id === id)
    const column = (name: string, kind: "text" | "number") => ({ name, type: kind, kind, nullable: true })
    await renamed(home, to, { name: "CUSTOMERS", columns: [column("ID", "number"), column("EMAIL", "text"), column("land", "text")] })
    expect(await verdictOf(queryId)).toMatchObject({
      verdict: "fits after mapping",
      why: "reads shop.CUSTOMERS, id becomes ID, email becomes EMAIL",
    })
    expect(await verdictOf(audienceId)).toMatchObject({
      verdict: "would break",
      why: "there is no column country in shop.CUSTOMERS",
      mapped: [{ column: "country", to: null, options: ["EMAIL", "land"] }],
    })
    const mapped: Move = { kind: "audience", id: audienceId, columns: { country: "land" } }
    expect(await verdictOf(audienceId, [mapped])).toMatchObject({ verdict: "fits after mapping" })
    await expect(replace(home, "admin", from, to, moves)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("country"),
    })
    expect(await onWhich(home)).toEqual([from, from, from])
    await replace(home, "admin", from, to, [mapped, ...moves.slice(1)])
    const [audience] = await within(home.as("admin"), ({ db }) => db.select().from(audiences).where(eq(audiences.id, audienceId)))
    expect(audience).toMatchObject({
      connectionId: to,
      schema: "shop",
      table: "CUSTOMERS",
      filter: { conditions: [{ column: "land", op: "is", value: "DE" }] },
    })
  }))

test("another type, a table that is not there, and a maker without access each have their verdict", () =>
  world(async ({ home }) => {
    const { from, to, audienceId } = await furnished(home)
    const verdict = async () => {
      const { fits } = await previewReplacement(home.as("admin"), { connectionId: from, by: to })
      return fits.find(({ id }) => id === audienceId)
    }
    await renamed(home, to, { columns: [{ name: "country", type: "integer", kind: "number", nullable: true }] })
    expect(await verdict()).toMatchObject({ verdict: "would break", why: expect.stringContaining("has another type") })
    await renamed(home, to, { readable: false })
    expect(await verdict()).toMatchObject({ verdict: "would break", why: expect.stringContaining("cannot be read") })
    await renamed(home, to, { name: "clients" })
    expect(await verdict()).toMatchObject({ verdict: "would break", why: "there is no table shop.customers" })
    await change(home, to, { visibility: "private" })
    expect(await verdict()).toMatchObject({ verdict: "would lose access", why: "marketer may not use it" })
  }))

test("two people who replace at once: one wins, the other is told and moves nothing", () =>
  world(async ({ home }) => {
    const { from, to, moves } = await furnished(home)
    const other = await aSourceConnection(home, source, { allTeams: true })
    const results = await Promise.allSettled([replace(home, "admin", from, to, moves), replace(home, "owner", from, other, moves)])
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } })
    expect(new Set(await onWhich(home)).size).toBe(1)
    const kept = await within(home.as("admin"), ({ db }) => db.select().from(replacements).where(eq(replacements.organizationId, home.id)))
    expect(kept).toHaveLength(1)
  }))

test("a session that is killed in the middle leaves everything as it was", () =>
  world(async ({ home }) => {
    const { from, to, moves } = await furnished(home)
    const killed = within(home.as("admin"), async (inside) => {
      await moveAll(inside, await findConnection(inside, from, "replace"), await findConnection(inside, to, "view"), moves)
      const [moved] = await inside.db.execute(
        sql`select count(*)::int as n, pg_backend_pid() as pid from audiences where connection_id = ${to}`,
      )
      expect(moved?.n).toBe(1)
      await pool("web").db.execute(sql`select pg_terminate_backend(${moved?.pid}::int)`)
      await new Promise(() => {})
    })
    await expect(killed).rejects.toThrow()
    expect(await onWhich(home)).toEqual([from, from, from])
    expect(await listReplacements(home.as("admin"), { connectionId: from })).toEqual([])
  }))

test("what works only once restored cannot take over, and a replacement is undone only while both live", () =>
  world(async ({ home }) => {
    const { from, to, moves } = await furnished(home)
    await replace(home, "admin", from, to, moves)
    const [done] = await listReplacements(home.as("admin"), { connectionId: from })
    await disconnect(home, from)
    await expect(undoReplacement(home.as("admin"), { replacementId: done!.id })).rejects.toMatchObject({ code: "conflict" })
    await expect(replace(home, "admin", to, from, moves)).rejects.toMatchObject({ code: "conflict" })
    expect(await onWhich(home)).toEqual([to, to, to])
  }))
