import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { memberships, sessions } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { personOf } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { newId } from "@/lib/base/ids"
import { closePools, type House, pool, world } from "@/test/world"
import type { Since } from "./model"
import { streamOf } from "./stream"

const leaving: AbortController[] = []
beforeAll(() => {
  ;(globalThis as { patchbayDatabase?: unknown }).patchbayDatabase = pool("web")
})
afterAll(async () => {
  for (const one of leaving) one.abort()
  await closePools()
})

/** A member with a real session row, looking on. */
async function looking(house: House, who: Parameters<House["as"]>[0], since?: Since) {
  const ctx = house.as(who)
  const { userId, sessionId } = personOf(ctx)
  await pool("web")
    .db.insert(sessions)
    .values({ id: sessionId, tokenHash: newId("ses"), userId, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  const abort = new AbortController()
  leaving.push(abort)
  const reader = (await streamOf(ctx, since, abort.signal)).getReader()
  return { ctx, sessionId, reader, hears: listener(reader) }
}

/** Reads on until the text that is waited for has come, and answers all that came. */
const listener = (reader: ReadableStreamDefaultReader<Uint8Array>) => {
  let heard = ""
  const decoder = new TextDecoder()
  return async (wanted: string): Promise<string> => {
    while (!heard.includes(wanted)) {
      const { value, done } = await reader.read()
      if (done) return `${heard}<end>`
      heard += decoder.decode(value)
    }
    return heard
  }
}

const renameTeam = (ctx: Context, name: string) =>
  within(ctx, ({ db }) =>
    db.execute(sql`update teams set name = ${name} where organization_id = ${ctx.organizationId} and name like 'Consumer%'`),
  )

test("a change is told to the organization and to nobody else", () =>
  world(async ({ home, elsewhere }) => {
    const here = await looking(home, "admin")
    const there = await looking(elsewhere, "admin")
    await renameTeam(here.ctx, "Consumer 2")
    expect(await here.hears('"topic":"teams"')).toContain(home.teams.consumer)
    await renameTeam(there.ctx, "Consumer 3")
    const heard = await there.hears('"topic":"teams"')
    expect(heard).toContain(elsewhere.teams.consumer)
    expect(heard).not.toContain(home.teams.consumer)
  }))

test("what changed while the browser was away is replayed", () =>
  world(async ({ home }) => {
    const before = await looking(home, "admin")
    await renameTeam(before.ctx, "Consumer 2")
    const seq = Number(/"seq":(\d+),"topic":"teams"/.exec(await before.hears('"topic":"teams"'))?.[1])
    await before.reader.cancel()
    await renameTeam(before.ctx, "Consumer 3")
    const again = await looking(home, "owner", { after: seq })
    // Other organizations write too: the next number need not be ours.
    const about = `"topic":"teams","subject":"${home.teams.consumer}"`
    const replayed = new RegExp(`"seq":(\\d+),${about}`).exec(await again.hears(about))?.[1]
    expect(Number(replayed)).toBeGreaterThan(seq)
  }))

/** The moment of a page, as the door of pages takes it. */
const drawnNow = async () => {
  const [row] = await pool("web").db.execute<{ drawn: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as drawn`)
  return Number(row?.drawn)
}

test("a change made after the page was drawn and before its stream opened is told", () =>
  world(async ({ home }) => {
    const drawn = await drawnNow()
    await renameTeam(home.as("admin"), "Consumer 2")
    const { hears } = await looking(home, "admin", { drawn })
    // Tests beside this one hold older transactions open, and then it is told what went before as well.
    expect(await hears(home.teams.consumer)).toContain('"topic":"teams"')
  }))

test("a change that was under way when the page was drawn is told, even behind a later number", () =>
  world(async ({ home }) => {
    const admin = home.as("admin")
    let drawn = 0
    await within(admin, async ({ db }) => {
      await db.execute(sql`update teams set name = 'Business 2' where id = ${home.teams.business}`)
      await renameTeam(home.as("owner"), "Consumer 2")
      drawn = await drawnNow()
    })
    const { hears } = await looking(home, "admin", { drawn })
    expect(await hears(home.teams.business)).toContain('"topic":"teams"')
  }))

test("what the page shows already is not told again", () =>
  world(async ({ home }) => {
    const admin = home.as("admin")
    await renameTeam(admin, "Consumer 2")
    const written = await within(admin, async ({ db }) => {
      const [row] = await db.execute<{ xid: string }>(sql`select max(xmin::text::bigint) as xid from events`)
      return Number(row?.xid)
    })
    // Other tests on this server may hold older transactions open.
    let drawn = await drawnNow()
    while (drawn <= written) drawn = await drawnNow()
    const { hears } = await looking(home, "admin", { drawn })
    await within(admin, ({ db }) => db.execute(sql`update teams set name = 'Business 2' where id = ${home.teams.business}`))
    expect(await hears(home.teams.business)).not.toContain(home.teams.consumer)
  }))

test("a number from another time is answered with reset", () =>
  world(async ({ home }) => {
    const { hears } = await looking(home, "admin", { after: 999_999_999_999 })
    expect(await hears("event: reset")).toContain("event: reset")
  }))

test("the stream ends at once when its session row is deleted", () =>
  world(async ({ home }) => {
    const one = await looking(home, "editor")
    await pool("web").db.delete(sessions).where(eq(sessions.id, one.sessionId))
    expect(await one.hears("<never>")).toMatch(/event: closed\ndata: \{"reason":"session"\}\n\n<end>$/)
  }))

test("the stream ends when the person's role changes, or the membership goes", () =>
  world(async ({ home }) => {
    const changed = await looking(home, "editor")
    await within(changed.ctx, ({ db }) =>
      db.update(memberships).set({ role: "marketer" }).where(eq(memberships.userId, home.people.editor)),
    )
    expect(await changed.hears("<never>")).toContain('{"reason":"membership"}')
    const removed = await looking(home, "marketer")
    await within(removed.ctx, ({ db }) => db.delete(memberships).where(eq(memberships.userId, home.people.marketer)))
    expect(await removed.hears("<never>")).toContain('{"reason":"membership"}')
  }))

test("a session that is already gone hears nothing", () =>
  world(async ({ home }) => {
    const body = await streamOf(home.as("admin"), undefined, new AbortController().signal)
    expect(await listener(body.getReader())("<never>")).toContain('{"reason":"session"}')
  }))
