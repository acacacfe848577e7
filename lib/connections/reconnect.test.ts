import { afterAll, afterEach, expect, test } from "vitest"
import { reconnectLinks } from "@/db/schema"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import { give, noticesOf, rowOf, secretsOf } from "@/test/life"
import { aReadableSource, closeSources, connected } from "@/test/sources"
import { closePools, type House, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { lookAtReconnectLink, reconnect } from "./reconnect"
import { revokeReconnectLink, sendReconnectLink } from "./reconnect-link"
import { validateConnection } from "./validate"

afterEach(() => shiftClock(0))
afterAll(async () => {
  await closeBoss()
  await Promise.all([closePools(), closeSources()])
})

const notFound = { code: "not_found" }

/** The editor's connection, and the link that the admin sent. */
async function sent(house: House) {
  const source = await aReadableSource()
  const connectionId = await connected(house, house.as("editor"), source, { access: { kind: "all teams" } })
  await sendReconnectLink(house.as("admin"), { connectionId })
  return { connectionId, token: await tokenTo(house), keys: source.keys }
}
async function tokenTo(house: House) {
  const path = (await noticesOf(house, "editor")).at(-1)?.path ?? ""
  expect(path).toMatch(/^reconnect\/[\w-]{43}$/)
  return path.slice("reconnect/".length)
}

test("a reconnect link leads its owner to the form, takes new credentials once, and is used up by that", () =>
  world(async ({ home }) => {
    const { connectionId, token, keys } = await sent(home)
    const seen = await lookAtReconnectLink(home.as("editor"), { token })
    expect(seen).toMatchObject({ id: connectionId, platform: "postgres", live: true })
    expect(JSON.stringify(seen)).not.toContain(keys.password)
    expect((await connectionDetail(home.as("admin"), { connectionId })).credential?.reconnectLink).toMatchObject({
      expiresAt: expect.any(String),
    })
    const { runId } = await reconnect(home.as("editor"), { token, keys })
    await validateConnection(home.worker(), { connectionId, runId })
    expect((await secretsOf(home, connectionId)).map(({ state }) => state)).toEqual(["superseded", "current"])
    expect((await rowOf(home, connectionId)).status).toBe("Active")
    await expect(reconnect(home.as("editor"), { token, keys })).rejects.toMatchObject(notFound)
    await expect(lookAtReconnectLink(home.as("editor"), { token })).rejects.toMatchObject(notFound)
    const links = await within(home.as("admin"), ({ db }) => db.select().from(reconnectLinks))
    expect(JSON.stringify(links)).not.toContain(token)
  }))

test("wrong answers do not use a link up", () =>
  world(async ({ home }) => {
    const { token } = await sent(home)
    await expect(reconnect(home.as("editor"), { token, keys: { user: "another", password: "x" } })).rejects.toMatchObject({
      code: "invalid",
    })
    expect(await lookAtReconnectLink(home.as("editor"), { token })).toMatchObject({ live: true })
  }))

test("after seven days, after another link, after it was taken back or the connection changed hands, it is no link any more", () =>
  world(async ({ home }) => {
    const { connectionId, token, keys } = await sent(home)
    shiftClock(times.reconnectLink + times.second)
    await expect(reconnect(home.as("editor"), { token, keys })).rejects.toMatchObject(notFound)
    shiftClock(0)
    await sendReconnectLink(home.as("owner"), { connectionId })
    await expect(lookAtReconnectLink(home.as("editor"), { token })).rejects.toMatchObject(notFound)
    await revokeReconnectLink(home.as("admin"), { connectionId })
    await expect(lookAtReconnectLink(home.as("editor"), { token: await tokenTo(home) })).rejects.toMatchObject(notFound)
    await expect(revokeReconnectLink(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "conflict" })
    await sendReconnectLink(home.as("admin"), { connectionId })
    const last = await tokenTo(home)
    await give(home, connectionId, "editor2")
    await expect(reconnect(home.as("editor"), { token: last, keys })).rejects.toMatchObject({ code: "forbidden" })
    expect((await secretsOf(home, connectionId)).length).toBe(1)
  }))

test("a link works for nobody but the owner that it was sent to, in no other organization", () =>
  world(async ({ home, elsewhere }) => {
    const { connectionId, token, keys } = await sent(home)
    for (const ctx of [home.as("owner"), home.as("admin"), home.as("editor2"), elsewhere.as("editor"), elsewhere.as("owner")]) {
      await expect(lookAtReconnectLink(ctx, { token })).rejects.toMatchObject(notFound)
      await expect(reconnect(ctx, { token, keys })).rejects.toMatchObject(notFound)
    }
    expect((await secretsOf(home, connectionId)).length).toBe(1)
  }))

test("only owner and admin send and take back a link, for a connection that is another's", () =>
  world(async ({ home, elsewhere }) => {
    const source = await aReadableSource()
    const own = await connected(home, home.as("admin"), source)
    for (const verb of [sendReconnectLink, revokeReconnectLink]) {
      await expect(verb(home.as("admin"), { connectionId: own })).rejects.toMatchObject({ code: "forbidden" })
      await expect(verb(home.as("editor"), { connectionId: own })).rejects.toMatchObject({ code: "forbidden" })
      await expect(verb(elsewhere.as("owner"), { connectionId: own })).rejects.toMatchObject(notFound)
    }
    expect(await within(home.as("admin"), ({ db }) => db.select().from(reconnectLinks))).toEqual([])
  }))
