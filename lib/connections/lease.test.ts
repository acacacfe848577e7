import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import type { SignInProvider } from "@/test/doubles/sign-in/provider"
import { aSignIn, connectionOf, credentialsOf, signedIn, tokensOf, use } from "@/test/signed"
import { closePools, world } from "@/test/world"
import { endLease, keepTokens, lookAt, takeLease } from "./lease"

let provider: SignInProvider
beforeAll(async () => {
  provider = await aSignIn()
})
afterEach(() => shiftClock(0))
afterAll(async () => {
  await provider.close()
  await closeBoss()
  await closePools()
})

test("who looked before another turned the tokens over gets no lease on what it saw", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    const connection = await connectionOf(home, id)
    const look = () => within(home.worker(), (inside) => lookAt(inside, connection, 1))
    const seen = await look()
    shiftClock(61 * times.minute)
    await use(home, id)
    const take = (row: typeof seen) => within(home.worker(), (inside) => takeLease(inside, row))
    expect(await take(seen)).toBeUndefined()
    const fresh = await look()
    const lease = await take(fresh)
    expect(lease).toBeDefined()
    expect(await take(fresh)).toBeUndefined()
    await within(home.worker(), (inside) => endLease(inside, lease!))
    expect(await take(fresh)).toBeDefined()
  }))

test("a worker whose lease has passed to another keeps nothing, and what was destroyed meanwhile stays destroyed", () =>
  world(async ({ home }) => {
    const id = await signedIn(home, home.as("admin"))
    const connection = await connectionOf(home, id)
    const tokens = await tokensOf(home, id)
    const inside = <T>(work: Parameters<typeof within<T>>[1]) => within(home.worker(), work)
    const change = (what: string) =>
      inside(({ db }) => db.execute(sql`update credentials set ${sql.raw(what)} where connection_id = ${id}`))
    const take = () => inside(async (ctx) => takeLease(ctx, await lookAt(ctx, connection, 1)))
    const keep = (lease: NonNullable<Awaited<ReturnType<typeof take>>>) =>
      inside((ctx) => keepTokens(ctx, { connection, version: 1 }, lease, { method: "oauth", tokens: { ...tokens, accessToken: "late" } }))
    const slow = await take()
    await change("renewing_until = clock_timestamp() - interval '1 second'")
    const next = await take()
    await expect(keep(slow!)).rejects.toMatchObject({ reason: "cancelled" })
    expect((await tokensOf(home, id)).accessToken).toBe(tokens.accessToken)
    await change("state = 'destroyed', sealed = ''")
    await expect(keep(next!)).rejects.toMatchObject({ reason: "cancelled" })
    expect((await credentialsOf(home, id))[0]).toMatchObject({ state: "destroyed", sealed: "" })
  }))
