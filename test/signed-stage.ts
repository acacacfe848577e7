import { afterAll, afterEach, beforeAll } from "vitest"
import { shiftClock } from "@/lib/base/clock"
import { closeBoss } from "@/lib/queue/boss"
import type { SignInProvider } from "./doubles/sign-in/provider"
import { aSignIn } from "./signed"
import { closePools } from "./world"

/** What a file of tests about sign-ins stands on: a real authorization server. To import it is to set it up. */
export let provider: SignInProvider

beforeAll(async () => {
  provider = await aSignIn()
})
afterEach(() => {
  shiftClock(0)
  provider.heard.length = 0
})
afterAll(async () => {
  await provider?.close()
  await closeBoss()
  await closePools()
})
