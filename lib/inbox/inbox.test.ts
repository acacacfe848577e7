import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audit, mails, notices } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import { newId } from "@/lib/base/ids"
import { notify } from "@/lib/notices/notify"
import { closeBoss } from "@/lib/queue/boss"
import { closePools, type House, world } from "@/test/world"
import { countNotices } from "./count"
import { listNotices } from "./list"
import { listMail } from "./list-mail"
import { markRead } from "./mark-read"

afterAll(async () => {
  await closeBoss()
  await closePools()
})

type Who = Parameters<House["as"]>[0]
const tell = (house: House, who: Who, title: string) =>
  within(house.worker(), (ctx) => notify(ctx, [house.people[who]], { tone: "info", title, once: title, path: "connections" }))
const titles = async (ctx: Context) => (await listNotices(ctx, {})).rows.map(({ title }) => title)
const count = async (ctx: Context) => (await countNotices(ctx, {})).unread
const allOf = (house: House) => within(house.as("owner"), ({ db }) => db.select().from(notices))
/** Someone who looks at the organization as the editor. */
const lookingAsEditor = (house: House): Context => {
  const ctx = house.as("editor")
  return { ...ctx, actor: { ...ctx.actor, seenBy: house.people.owner } as Context["actor"] }
}

test("a person's inbox: the newest first, page by page, with how many are unread", () =>
  world(async ({ home }) => {
    for (let number = 1; number <= 12; number++) await tell(home, "editor", `News ${String(number).padStart(2, "0")}`)
    const first = await listNotices(home.as("editor"), { size: 10 })
    expect(first).toMatchObject({ total: 12, unread: 12, previous: null })
    expect(first.rows[0]).toMatchObject({ title: "News 12", tone: "info", path: "connections", readAt: null })
    const second = await listNotices(home.as("editor"), { size: 10, after: first.next ?? "" })
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual(
      Array.from({ length: 12 }, (_, at) => `News ${String(12 - at).padStart(2, "0")}`),
    )
    expect(second.next).toBeNull()
  }))

test("one notice is read, then all of them; a line in the audit log is not written for it", () =>
  world(async ({ home }) => {
    for (const title of ["First", "Second", "Third"]) await tell(home, "editor", title)
    await tell(home, "admin", "For the admin")
    const [newest] = (await listNotices(home.as("editor"), {})).rows
    expect(await markRead(home.as("editor"), { noticeId: newest?.id ?? null })).toEqual({ unread: 2 })
    const [{ readAt, title } = {}] = (await listNotices(home.as("editor"), {})).rows
    expect([title, typeof readAt]).toEqual(["Third", "string"])
    expect(await count(home.as("editor"))).toBe(2)
    expect(await markRead(home.as("editor"), { noticeId: null })).toEqual({ unread: 0 })
    expect([await count(home.as("editor")), await count(home.as("admin"))]).toEqual([0, 1])
    const lines = await within(home.as("owner"), ({ db }) => db.select().from(audit).where(eq(audit.verb, "notice.markRead")))
    expect(lines).toEqual([])
  }))

test("another member's notice does not exist for me, not even for an owner, nor for one who looks as that member", () =>
  world(async ({ home }) => {
    await tell(home, "editor", "For the editor")
    const [{ id } = { id: newId("ntc") }] = await allOf(home)
    for (const ctx of [home.as("owner"), home.as("admin"), home.as("marketer"), lookingAsEditor(home)]) {
      expect([await titles(ctx), await count(ctx)]).toEqual([[], 0])
    }
    for (const who of ["owner", "admin", "marketer"] as const) {
      await expect(markRead(home.as(who), { noticeId: id })).rejects.toMatchObject({ code: "not_found" })
      await markRead(home.as(who), { noticeId: null })
    }
    await expect(markRead(lookingAsEditor(home), { noticeId: null })).rejects.toMatchObject({ code: "forbidden" })
    expect(await allOf(home)).toMatchObject([{ id, readAt: null }])
  }))

test("the neighbour's notice does not exist", () =>
  world(async ({ home, elsewhere }) => {
    await tell(elsewhere, "owner", "Next door")
    const [{ id } = { id: newId("ntc") }] = await allOf(elsewhere)
    expect([await titles(home.as("owner")), await count(home.as("owner"))]).toEqual([[], 0])
    await expect(markRead(home.as("owner"), { noticeId: id })).rejects.toMatchObject({ code: "not_found" })
    await markRead(home.as("owner"), { noticeId: null })
    expect(await allOf(elsewhere)).toMatchObject([{ readAt: null }])
  }))

const keep = (house: House) => within(house.worker(), ({ db }) => db.update(mails).set({ state: "kept" }))

test("mail that was not sent is listed for owners and admins as it would have arrived, and for nobody else", () =>
  world(async ({ home, elsewhere }) => {
    await tell(home, "editor", "Your key ends")
    await tell(elsewhere, "editor", "Next door")
    await tell(home, "admin", "Waits for the worker")
    await Promise.all([
      keep(elsewhere),
      within(home.worker(), ({ db }) => db.update(mails).set({ state: "kept" }).where(eq(mails.subject, "Your key ends"))),
    ])
    for (const who of ["owner", "admin"] as const) {
      const { rows } = await listMail(home.as(who), {})
      expect(rows).toMatchObject([{ to: { name: "editor", email: `editor@${home.slug}.test` }, subject: "Your key ends" }])
      expect(rows[0]?.text).toContain(`Your key ends\n\nhttp://localhost:3000/${home.slug}/connections\n`)
    }
    for (const who of ["editor", "marketer"] as const) await expect(listMail(home.as(who), {})).rejects.toMatchObject({ code: "forbidden" })
  }))

test("where mail is sent, nobody reads the letters of others", () =>
  world(async ({ home }) => {
    await tell(home, "editor", "Your key ends")
    await keep(home)
    Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:1" })
    try {
      await expect(listMail(home.as("owner"), {})).rejects.toMatchObject({ code: "not_found" })
    } finally {
      Object.assign(env(), { SMTP_URL: undefined })
    }
  }))
