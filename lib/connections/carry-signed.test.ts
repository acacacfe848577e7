import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { closeBoss } from "@/lib/queue/boss"
import { agencyWorld } from "@/test/agency"
import type { SignInProvider } from "@/test/doubles/sign-in/provider"
import { aSignIn, credentialsOf, signedIn, use } from "@/test/signed"
import { closePools } from "@/test/world"
import { carryOver } from "./carry-over"
import { transferConnection } from "./transfer"

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

test("a sign-in moves with its connection and is renewed in its new place; not while its tokens are turned over", () =>
  agencyWorld(async ({ agency, client, guest }) => {
    const id = await signedIn(client, client.as("owner"), { access: { kind: "all teams" } })
    const there = await guest("editor", client, "editor")
    const turning = (until: string) =>
      within(client.worker(), ({ db }) =>
        db.execute(sql`update credentials set renewing_until = ${sql.raw(until)} where connection_id = ${id}`),
      )
    await turning("clock_timestamp() + interval '1 minute'")
    const first = await transferConnection(there, { connectionId: id })
    await carryOver(client.worker(), { connectionId: id, runId: first.runId })
    expect(await credentialsOf(client, id)).toHaveLength(1)
    expect(await credentialsOf(agency, id)).toEqual([])

    await turning("null")
    const second = await transferConnection(there, { connectionId: id })
    await carryOver(client.worker(), { connectionId: id, runId: second.runId })
    expect(await credentialsOf(client, id)).toEqual([])
    shiftClock(61 * times.minute)
    provider.heard.length = 0
    expect(await use(agency, id)).toHaveLength(1)
    expect(provider.heard).toEqual(["refresh_token 200"])
  }))
