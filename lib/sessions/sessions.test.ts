import { eq } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { sessions } from "@/db/schema"
import { createPerson } from "@/lib/accounts/create"
import { shiftClock } from "@/lib/base/clock"
import { newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { closePools, pool } from "@/test/world"
import { deviceOf } from "./device"
import { endExpired, endSession, endSessions } from "./end"
import { findSession } from "./find"
import { listSessions } from "./list"
import { openSession } from "./open"

afterAll(closePools)
afterEach(() => shiftClock(0))
const db = () => pool("web").db
const somebody = async () => (await createPerson(db(), { email: `${newId("usr")}@x.test`, name: "Somebody" })).id
const visit = { device: "Firefox on Linux", address: undefined }

test("a session is found by its token, of which only the hash is kept", async () => {
  const userId = await somebody()
  const { id, token } = await openSession(db(), userId, visit)
  expect(await findSession(db(), token)).toEqual({ id, userId, viewing: null })
  expect(await findSession(db(), `${token}x`)).toBeNull()
  const [row] = await db().select().from(sessions).where(eq(sessions.id, id))
  expect(JSON.stringify(row)).not.toContain(token)
})

test("a session in use ends after 7 days whatever one does", async () => {
  const userId = await somebody()
  const { token } = await openSession(db(), userId, visit)
  for (let hours = 11; hours < 7 * 24; hours += 11) {
    shiftClock(hours * times.hour)
    expect(await findSession(db(), token), `after ${hours} h`).not.toBeNull()
  }
  shiftClock(7 * times.day + times.minute)
  expect(await findSession(db(), token)).toBeNull()
  expect(await listSessions(db(), userId)).toEqual([])
})

test("a session that nobody used for 12 hours ends, and its row goes", async () => {
  const userId = await somebody()
  const idle = await openSession(db(), userId, visit)
  shiftClock(12 * times.hour + times.minute)
  expect(await findSession(db(), idle.token)).toBeNull()
  expect(await listSessions(db(), userId)).toEqual([])
  await endExpired(db(), userId)
  shiftClock(0)
  expect(await db().select().from(sessions).where(eq(sessions.id, idle.id))).toEqual([])
})

test("being seen is written down every 5 minutes at most", async () => {
  const { id, token } = await openSession(db(), await somebody(), visit)
  const seen = async () => (await db().select().from(sessions).where(eq(sessions.id, id)))[0]?.seenAt
  const before = await seen()
  shiftClock(4 * times.minute)
  await findSession(db(), token)
  expect(await seen()).toBe(before)
  shiftClock(6 * times.minute)
  await findSession(db(), token)
  expect(await seen()).not.toBe(before)
})

test("one ends one's own sessions, never another's", async () => {
  const [ada, eve] = [await somebody(), await somebody()]
  const [here, there, last] = [
    await openSession(db(), ada, visit),
    await openSession(db(), ada, visit),
    await openSession(db(), ada, visit),
  ]
  await endSession(db(), eve, here.id)
  expect(await findSession(db(), here.token)).not.toBeNull()
  await endSession(db(), ada, there.id)
  expect(await findSession(db(), there.token)).toBeNull()
  await endSessions(db(), ada, here.id)
  expect([await findSession(db(), here.token), await findSession(db(), last.token)]).toEqual([
    { id: here.id, userId: ada, viewing: null },
    null,
  ])
})

test("a device has a name that its owner knows", () => {
  expect(deviceOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")).toBe("Chrome on macOS")
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1")).toBe("Safari on iOS")
  expect(deviceOf("curl/8")).toBe("Unknown device")
})
