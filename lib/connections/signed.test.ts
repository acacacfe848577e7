import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { beginConsent } from "@/lib/consents/begin"
import { finishConsent } from "@/lib/consents/finish"
import { atTheProvider } from "@/test/doubles/sign-in/person"
import { broughtBy, connectionOf, credentialsOf, signal, signedIn, tokensOf, use } from "@/test/signed"
import { provider } from "@/test/signed-stage"
import { type House, world } from "@/test/world"
import { connectionDetail } from "./detail"
import { dial } from "./dial"
import { recheckConnection } from "./recheck"
import { validateConnection } from "./validate"

const renewals = () => provider.heard.filter((one) => one === "refresh_token 200").length
const afterAnHour = () => shiftClock(61 * times.minute)

test("a token that is good is used as it is; one that has run out is renewed first, and the refresh token turns over", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    const before = await tokensOf(home, id)
    expect(await use(home, id)).toEqual([{ email: "ann@shop.example", properties: { Title: "Buyer" } }])
    expect(renewals()).toBe(0)
    afterAnHour()
    expect(await use(home, id)).toHaveLength(1)
    const after = await tokensOf(home, id)
    expect(after.accessToken).not.toBe(before.accessToken)
    expect(after.refreshToken).not.toBe(before.refreshToken)
    expect(after.account).toBe(before.account)
    expect(await use(home, id)).toHaveLength(1)
    expect(renewals()).toBe(1)
  }))

/** Until so many have opened the credential, and then for as long as it takes them to go on: many answers of the same database. */
async function settled(house: House, id: ConnectionId, opened: number) {
  const lines = () =>
    within(house.worker(), ({ db }) =>
      db.execute(
        sql`select 1 from audit where organization_id = ${house.id} and subject = ${id} and verb = 'credential.open' and detail->>'why' = 'test'`,
      ),
    )
  await expect.poll(async () => (await lines()).length).toBe(opened)
  for (let round = 0; round < 100; round++) await lines()
}

test("two workers never turn the same token over: one renews, the others wait for what it got", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    afterAnHour()
    const answer = provider.hold()
    const all = [1, 2, 3, 4].map(() => use(home, id))
    await settled(home, id, 4)
    answer()
    expect((await Promise.all(all)).map((found) => found?.length)).toEqual([1, 1, 1, 1])
    expect(provider.heard.filter((one) => one.startsWith("refresh_token"))).toEqual(["refresh_token 200"])
    // Had one been used twice, the platform would have ended the whole grant.
    afterAnHour()
    expect(await use(home, id)).toHaveLength(1)
    expect((await credentialsOf(home, id))[0]).toMatchObject({ renewingUntil: null, renewedAt: expect.any(String) })
  }))

test("the code, too, is redeemed by one alone", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const { address } = await beginConsent(ctx, {
      platform: "salesforce",
      method: "oauth",
      name: "Once",
      settings: { login: "production" },
      keys: {},
    })
    const { connectionId } = await finishConsent(ctx, broughtBy(await atTheProvider(address, { login: "ann" })))
    const connection = await connectionOf(home, connectionId!)
    const looks = [1, 2, 3].map(() => dial(home.worker(), { connection, version: 1, signal, why: "test" }, async () => "in"))
    expect(await Promise.all(looks)).toEqual(["in", "in", "in"])
    expect(provider.heard).toEqual(["authorization_code 200"])
  }))

test("the lease of a worker that died ends by itself; until then the others wait", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    afterAnHour()
    const hold = (until: string) =>
      within(home.worker(), ({ db }) =>
        db.execute(sql`update credentials set renewing_until = ${sql.raw(until)} where connection_id = ${id}`),
      )
    await hold("clock_timestamp() + interval '1 hour'")
    const waiting = use(home, id)
    await settled(home, id, 1)
    expect(provider.heard.filter((one) => one.startsWith("refresh_token"))).toEqual([])
    await hold("clock_timestamp() - interval '1 second'")
    expect(await waiting).toHaveLength(1)
    expect(renewals()).toBe(1)
  }))

test("a token that the platform ended early is renewed and the question asked again", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    await provider.end((await tokensOf(home, id)).accessToken)
    expect(await use(home, id)).toHaveLength(1)
    expect(renewals()).toBe(1)
  }))

async function recheck(house: House, id: ConnectionId) {
  const { runId } = await recheckConnection(house.as("owner"), { connectionId: id })
  await validateConnection(house.worker(), { connectionId: id, runId })
  return connectionDetail(house.as("owner"), { connectionId: id })
}

test("a consent that was withdrawn is told as such, with its remedy; signing in again mends it", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const id = await signedIn(home, ctx)
    await provider.withdraw((await tokensOf(home, id)).refreshToken)
    afterAnHour()
    const found = await recheck(home, id)
    expect(provider.heard.at(-1)).toBe("refresh_token 400")
    expect(found).toMatchObject({ status: "Inactive", health: "Unhealthy" })
    expect(found.statusReason).toBe(
      "Authentication failed. Salesforce no longer accepts this sign-in: it was withdrawn, has ended, or was used before. Sign in again under Reauthenticate.",
    )
    shiftClock(0)
    await signedIn(home, ctx, { connectionId: id })
    expect(await connectionDetail(ctx, { connectionId: id })).toMatchObject({
      status: "Active",
      health: "Healthy",
      credential: { version: 2 },
    })
  }))

test.each([
  ["an outage", { status: 503, body: "<html>down</html>" }],
  ["a client that the operator wrote down wrongly", { status: 401, body: { error: "invalid_client" } }],
  ["a page that is no answer", { status: 200, body: "<html>a proxy</html>" }],
])("%s of the sign-in leaves the status of a working connection alone", (_name, answer) =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    afterAnHour()
    provider.breakDown(answer)
    expect(await recheck(home, id)).toMatchObject({ status: "Active", health: "Unknown" })
    expect((await credentialsOf(home, id))[0]?.renewingUntil).toBeNull()
    expect(await use(home, id)).toHaveLength(1)
  }),
)

test("signing in again as somebody else is refused, and what is in use goes on", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const id = await signedIn(home, ctx)
    await signedIn(home, ctx, { connectionId: id, login: "mallory" })
    const found = await connectionDetail(ctx, { connectionId: id })
    expect(found).toMatchObject({ status: "Active", credential: { version: 1, state: "current" } })
    expect((await credentialsOf(home, id)).map(({ state }) => state)).toEqual(["current", "rejected"])
    expect(JSON.stringify(found.validation?.checks)).toContain("another account")
    expect(await use(home, id)).toHaveLength(1)
  }))

test("where the platform renews nothing, the end of the token is the end of the sign-in, and it is known beforehand", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    provider.giveRefreshTokens(false)
    const id = await signedIn(home, ctx)
    provider.giveRefreshTokens(true)
    const { credential } = await connectionDetail(ctx, { connectionId: id })
    const left = Date.parse(credential?.expiresAt ?? "") - Date.now()
    expect(left).toBeGreaterThan(50 * times.minute)
    expect(left).toBeLessThanOrEqual(60 * times.minute)
    afterAnHour()
    await expect(use(home, id)).rejects.toMatchObject({ reason: "credentials", code: "ended" })
    expect(await recheck(home, id)).toMatchObject({ status: "Inactive", health: "Unhealthy" })
  }))
