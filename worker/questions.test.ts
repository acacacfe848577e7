import { afterAll, beforeAll, expect, test, vi } from "vitest"
import type { Context } from "@/lib/access/context"
import { countAudience } from "@/lib/audiences/count"
import { newId } from "@/lib/base/ids"
import type { CountAsked } from "@/lib/questions/model"
import type { Filter } from "@/lib/sql/model"
import { aSource, aSourceConnection, type Source, withdraw } from "@/test/source"
import { closePools, type House, pool, world } from "@/test/world"
import { type Questions, startQuestions } from "./questions"

// The environment is parsed once, when the first module asks for it: what it says must stand before the imports.
const { port, token } = vi.hoisted(() => {
  const [port, token] = [20_000 + Math.floor(Math.random() * 10_000), "a-token-of-the-test"]
  Object.assign(process.env, { WORKER_TOKEN: token, WORKER_URL: `http://127.0.0.1:${port}` })
  return { port, token }
})
let source: Source
let questions: Questions
beforeAll(async () => {
  source = await aSource()
  questions = await startQuestions({ port, token, db: pool("worker").db })
})
afterAll(async () => {
  await questions?.close()
  await source?.drop()
  await closePools()
})

const every: Filter = { match: "all", conditions: [] }
const where = (column: string, op: string, value?: unknown): Filter => ({ match: "all", conditions: [{ column, op, value }] }) as Filter
const asked = (
  connectionId: CountAsked["connectionId"],
  filter: Filter = every,
  table = "customers",
  editor = "editor-of-a-test",
): CountAsked => ({
  connectionId,
  schema: "shop",
  table,
  filter,
  editor,
})
const shared = (house: House) => aSourceConnection(house, source, { teams: [house.teams.consumer] })
const running = async () =>
  (await source.admin`select query from pg_stat_activity where usename = ${source.user} and state = 'active'`).length
const ask = (path: string, init: RequestInit, at = port) => fetch(`http://127.0.0.1:${at}${path}`, { method: "POST", ...init })

test("AUD-6: a member counts on live data of a shared connection without any login", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx = home.as("marketer")
    expect(await countAudience(ctx, asked(id))).toMatchObject({
      count: 1001,
      countedAt: expect.stringMatching(/Z$/),
      mark: expect.any(String),
    })
    expect(await countAudience(ctx, asked(id, where("country", "is", "DE")))).toMatchObject({ count: 200 })
    expect(await countAudience(ctx, asked(id, where("spent", ">", "900")))).toMatchObject({ count: 100 })
    expect(await countAudience(ctx, asked(id, where("joined", "in the last", "30")))).toMatchObject({ count: 30 })
    const answer = JSON.stringify(await countAudience(ctx, asked(id)))
    expect(answer).not.toContain(source.password)
    expect(answer).not.toContain(source.user)
  }))

test("what a person types is bound, never read as SQL", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const hostile = ["x'; drop table shop.customers; --", "' or 1=1 --", '"; select pg_sleep(10); --', "$1", "\\'; --"]
    const counts = await Promise.all(
      hostile.map((text, n) => countAudience(home.as("marketer"), asked(id, where("email", "is", text), "customers", `hostile-${n}-x`))),
    )
    expect(counts.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0])
    expect(await countAudience(home.as("marketer"), asked(id, where("country", "contains", "%_\\")))).toMatchObject({ count: 1 })
    await expect(countAudience(home.as("marketer"), asked(id, where('id" = 1; --', "=", "1")))).rejects.toMatchObject({ code: "invalid" })
    expect(await countAudience(home.as("marketer"), asked(id))).toMatchObject({ count: 1001 })
  }))

test("ACC-4: a marketer of another team is refused, and a neighbour finds nothing", () =>
  world(async ({ home, elsewhere }) => {
    const id = await shared(home)
    await expect(countAudience(home.as("marketer2"), asked(id))).rejects.toMatchObject({ code: "not_found" })
    await expect(countAudience(elsewhere.as("owner"), asked(id))).rejects.toMatchObject({ code: "not_found" })
    await expect(countAudience(home.as("owner"), asked(id))).rejects.toMatchObject({ code: "forbidden" })
  }))

test("ORG-11: without a seat nothing is counted, and the reason is said", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    await expect(countAudience(home.as("noSeat"), asked(id))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("seat"),
    })
  }))

test("the worker decides for itself: what the web believed is not asked", () =>
  world(async ({ home, elsewhere }) => {
    const id = await shared(home)
    const say = (userId: string, organizationId: string = home.id) =>
      ask("/count", {
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ organizationId, userId, requestId: newId("req"), asked: asked(id) }),
      })
    expect((await say(home.people.marketer)).status).toBe(200)
    expect((await say(home.people.marketer2)).status).toBe(404)
    expect((await say(home.people.noSeat)).status).toBe(403)
    expect((await say(elsewhere.people.owner)).status).toBe(404)
    expect((await say(elsewhere.people.owner, elsewhere.id)).status).toBe(404)
    await withdraw(home, id)
    expect((await say(home.people.marketer)).status).toBe(404)
  }))

test("only the holder of the token may ask the worker", async () => {
  expect((await ask("/count", { body: "{}" })).status).toBe(401)
  expect((await ask("/count", { body: "{}", headers: { authorization: "Bearer wrong" } })).status).toBe(401)
  expect((await ask("/other", { body: "{}", headers: { authorization: `Bearer ${token}` } })).status).toBe(404)
  expect((await ask("/count", { body: "{}", headers: { authorization: `Bearer ${token}` } })).status).toBe(422)
})

test("a count that nobody waits for is cancelled in the source", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const gone = new AbortController()
    const slow = countAudience(home.as("marketer"), asked(id, where("id", ">", "0"), "slow"), gone.signal)
    const ended = expect(slow).rejects.toThrow()
    await vi.waitFor(async () => expect(await running()).toBe(1), 5_000)
    gone.abort()
    await ended
    await vi.waitFor(async () => expect(await running()).toBe(0), 3_000)
  }))

test("one person takes two turns at a source and no more, so that others come in between", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const gone = new AbortController()
    const slow = [1, 2, 3, 4, 5].map((each) =>
      countAudience(home.as("marketer"), asked(id, where("id", ">", "0"), "slow", `window-number-${each}`), gone.signal).catch(() => {}),
    )
    await vi.waitFor(async () => expect(await running()).toBe(2), 5_000)
    expect(await countAudience(home.as("editor"), asked(id))).toMatchObject({ count: 1001 })
    expect(await running()).toBe(2)
    gone.abort()
    await Promise.all(slow)
    await vi.waitFor(async () => expect(await running()).toBe(0), 5_000)
  }))

test("a newer question of the same editor takes the place of the older one", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const ctx: Context = home.as("marketer")
    const older = expect(countAudience(ctx, asked(id, where("id", ">", "0"), "slow"))).rejects.toMatchObject({ code: "conflict" })
    await vi.waitFor(async () => expect(await running()).toBe(1), 5_000)
    expect(await countAudience(ctx, asked(id))).toMatchObject({ count: 1001 })
    await older
    expect(await running()).toBe(0)
  }))

test("a source that takes too long is stopped there, and the person is told", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    const hasty = await startQuestions({ port: 0, token, db: pool("worker").db, timeoutMs: 400 })
    const question = {
      organizationId: home.id,
      userId: home.people.marketer,
      requestId: newId("req"),
      asked: asked(id, where("id", ">", "0"), "slow"),
    }
    const answer = await ask("/count", { headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(question) }, hasty.port)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("took longer than 20 s") } })
    await vi.waitFor(async () => expect(await running()).toBe(0), 3_000)
    await hasty.close()
  }))

test("a table that somebody holds locked is said to be locked", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    await source.admin.begin(async (sql) => {
      await sql`lock table shop.customers in access exclusive mode`
      await expect(countAudience(home.as("marketer"), asked(id))).rejects.toMatchObject({
        code: "unavailable",
        message: expect.stringContaining("locked"),
      })
    })
  }))

test("a source that refuses is explained in our words, without a login", () =>
  world(async ({ home }) => {
    const id = await shared(home)
    await source.admin.unsafe(`revoke select on shop.customers from ${source.user}`)
    const refused = await countAudience(home.as("marketer"), asked(id)).catch((error: Error) => error)
    await source.admin.unsafe(`grant select on shop.customers to ${source.user}`)
    expect(refused).toMatchObject({ code: "unavailable", message: expect.stringContaining("does not let the connection read this table") })
    expect(JSON.stringify(refused)).not.toContain(source.user)
    await expect(countAudience(home.as("marketer"), asked(id, every, "secrets"))).rejects.toMatchObject({ code: "invalid" })
    await expect(countAudience(home.as("marketer"), asked(id, every, "nowhere"))).rejects.toMatchObject({ code: "invalid" })
  }))
