import { sql } from "drizzle-orm"
import { afterAll, afterEach, expect, test, vi } from "vitest"
import type { Context } from "@/lib/access/context"
import { keepPace, paces } from "@/lib/access/pace"
import { countAudience } from "@/lib/audiences/count"
import { newId } from "@/lib/base/ids"
import { bulkConnections } from "@/lib/bulk/apply"
import { createFile } from "@/lib/files/create"
import { closePools, type House, pool, world } from "@/test/world"
import { createConnection } from "./create"
import { recheckConnection } from "./recheck"
import { refreshConnection } from "./refresh"

afterEach(() => vi.useRealTimers())
afterAll(() => closePools())

const connectionId = newId("con")
const refusal = (asked: Promise<unknown>): Promise<{ code: string; message: string; facts: unknown }> =>
  asked.then(
    () => Promise.reject(new Error("it was let through")),
    (error) => error,
  )
const times = async (count: number, ask: () => Promise<unknown>) => {
  for (let at = 0; at < count; at++) await ask()
}
const { deedOfPerson, deedOfOrganization, questionOfPerson } = paces

test("whoever asks for refreshes without end is told when to go on; other people, other deeds and the neighbour are not held up", () =>
  world(async ({ home, elsewhere }) => {
    const refresh = (house: House, who: "admin" | "owner") => refusal(refreshConnection(house.as(who), { connectionId }))
    await times(deedOfPerson.points, async () => expect(await refresh(home, "admin")).toMatchObject({ code: "not_found" }))
    const refused = await refresh(home, "admin")
    expect(refused).toMatchObject({ code: "limited", facts: { seconds: expect.any(Number) } })
    expect(refused.message).toMatch(/^You asked for this very often just now\. Try again in \d+ s\.$/)
    for (const other of [
      refresh(home, "owner"),
      refresh(elsewhere, "admin"),
      refusal(recheckConnection(home.as("admin"), { connectionId })),
    ])
      expect(await other).toMatchObject({ code: "not_found" })

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + deedOfPerson.duration * 1_000 + 1_000 })
    expect(await refresh(home, "admin")).toMatchObject({ code: "not_found" })
  }))

test("all members of an organization together are held up too, and the worker never is", () =>
  world(async ({ home }) => {
    const people = ["owner", "admin", "editor", "editor2", "marketer", "marketer2"] as const
    const [last, ...first] = people
    for (const who of first) await times(deedOfOrganization.points / first.length, () => keepPace(home.as(who), "connection.recheck"))
    const refused = await refusal(keepPace(home.as(last), "connection.recheck"))
    expect(refused).toMatchObject({ code: "limited", message: expect.stringMatching(/^Your organization asked for this very often/) })
    await times(deedOfOrganization.points + 1, () => keepPace(home.worker(), "connection.recheck"))
  }))

test("each costly verb keeps the pace, and what is refused leaves nothing behind", () =>
  world(async ({ home }) => {
    const admin = home.as("admin")
    const target = { connectionId, schema: "crm", table: "customers", filter: { kind: "all", parts: [] } }
    const body = () => new ReadableStream<Uint8Array>()
    const verbs: [(ctx: Context) => Promise<unknown>, Parameters<typeof keepPace>[1], number][] = [
      [(ctx) => recheckConnection(ctx, { connectionId }), "connection.recheck", deedOfPerson.points],
      [(ctx) => bulkConnections(ctx, { deed: "refresh", connectionIds: [connectionId] }), "connection.bulk", deedOfPerson.points],
      [(ctx) => createFile(ctx, { name: "a.duckdb", body: body() }), "file.create", deedOfPerson.points],
      [(ctx) => createConnection(ctx, {} as Parameters<typeof createConnection>[1]), "connection.create", deedOfPerson.points],
      [(ctx) => countAudience(ctx, target as unknown as Parameters<typeof countAudience>[1]), "audience.count", questionOfPerson.points],
    ]
    for (const [say, verb, points] of verbs) {
      await times(points, () => keepPace(admin, verb))
      expect(await refusal(say(admin)), verb).toMatchObject({ code: "limited" })
    }
    const [left] = await pool("owner").db.execute<{ rows: number }>(
      sql`select (select count(*) from files where organization_id = ${home.id})::int + (select count(*) from runs where organization_id = ${home.id})::int as rows`,
    )
    expect(left?.rows).toBe(0)
  }))
