import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { heartbeats, memberships, notices } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within, withinPerson } from "@/lib/access/within"
import { closePools, type House, pool, world } from "@/test/world"
import { findFrame } from "./frame"

afterAll(() => closePools())

test("the switcher offers a person's own organizations, also those that they are not in now, and nobody else's", () =>
  world(async ({ home, elsewhere }) => {
    await withinPerson(pool("web").db, { organizationId: home.id }, (tx) =>
      tx.insert(memberships).values({ organizationId: home.id, userId: elsewhere.people.owner, role: "marketer", seat: true }),
    )
    const { organizations } = await findFrame(elsewhere.as("owner"), {})
    expect(organizations.map(({ id, role }) => [id, role]).sort()).toEqual(
      [
        [home.id, "marketer"],
        [elsewhere.id, "owner"],
      ].sort(),
    )
    expect(await findFrame(home.as("admin"), {})).toMatchObject({ organizations: [{ id: home.id, slug: home.slug, role: "admin" }] })
  }))

test("a menu is told the names of the organization's own teams, and which are this person's, and no more", () =>
  world(async ({ home, elsewhere }) => {
    const { business, consumer } = home.teams
    expect((await findFrame(home.as("marketer"), {})).teams).toEqual([
      { id: business, name: "Business", mine: false },
      { id: consumer, name: "Consumer", mine: true },
    ])
    const { teams } = await findFrame(elsewhere.as("owner"), {})
    expect(teams.map(({ id }) => id)).toEqual([elsewhere.teams.business, elsewhere.teams.consumer])
  }))

test("the bell counts what this person has not read; who looks on as them is told nothing", () =>
  world(async ({ home }) => {
    const { people, id: organizationId } = home
    const said = (userId: string, readAt: string | null, once: string) => ({
      organizationId,
      userId,
      tone: "info",
      title: "News",
      readAt,
      once,
    })
    const all = [
      said(people.editor, null, "1"),
      said(people.editor, null, "2"),
      said(people.editor, "2026-01-01", "3"),
      said(people.owner, null, "4"),
    ]
    await within(home.worker(), ({ db }) => db.insert(notices).values(all as never))
    const ctx = home.as("editor")
    expect((await findFrame(ctx, {})).unread).toBe(2)
    const onlooker = { ...ctx, actor: { ...ctx.actor, seenBy: people.owner } as Context["actor"] }
    expect((await findFrame(onlooker, {})).unread).toBe(0)
  }))

test("a frame is a person's: the worker has none", () =>
  world(async ({ home }) => {
    await expect(findFrame(home.worker(), {})).rejects.toMatchObject({ code: "forbidden" })
  }))

/** Heartbeats are nobody's rows: what is said here lasts as long as the transaction. */
const seen = (house: House, beats: { ago: number; oldest: number }[]) => {
  const undone = new Error("undone")
  let answer: unknown
  return within(house.worker(), async ({ db }) => {
    await db.delete(heartbeats)
    for (const [index, { ago, oldest }] of beats.entries())
      await db
        .insert(heartbeats)
        .values({ worker: `test:${index}`, seenAt: sql`now() - ${ago} * interval '1 second'`, oldestWaitingSeconds: oldest } as never)
    answer = (await findFrame({ ...house.as("marketer"), db }, {})).worker
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) throw error
    return answer
  })
}

test("the worker is said to be down without a sign of life, and behind when promises wait", () =>
  world(async ({ home }) => {
    expect(await seen(home, [])).toEqual({ state: "down", seconds: 0 })
    expect(await seen(home, [{ ago: 90, oldest: 0 }])).toEqual({ state: "down", seconds: 90 })
    expect(await seen(home, [{ ago: 2, oldest: 3 }])).toEqual({ state: "ok", seconds: 0 })
    expect(await seen(home, [{ ago: 2, oldest: 200 }])).toEqual({ state: "behind", seconds: 200 })
    expect(
      await seen(home, [
        { ago: 90, oldest: 500 },
        { ago: 1, oldest: 0 },
      ]),
    ).toEqual({ state: "ok", seconds: 0 })
  }))
