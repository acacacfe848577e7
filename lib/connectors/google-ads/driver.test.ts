import { afterAll, beforeAll, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { openSession, resultOf, runChecks, withSession } from "../trial"
import { googleAdsTrial } from "./trial"

let trial: Awaited<ReturnType<typeof googleAdsTrial>>
beforeAll(async () => {
  trial = await googleAdsTrial()
})
afterAll(() => trial.end())

test.each([
  ["one that nobody knows", "unknown-unknown-unkn00", "credentials", "Copy it again from the API Center"],
  ["one for test accounts", "test-accounts-only-000", "permission", "for test accounts only"],
  ["a person without an account", "somebody-without-acc00", "permission", "has no account of Google Ads"],
])("VAL-6 the developer token is judged apart from the sign-in: %s", async (_name, developerToken, reason, words) => {
  const { settings, keys } = trial.answers(trial.double.key())
  const open = openSession("google-ads", guard({ allow: `127.0.0.1:${trial.double.port}` }), {
    settings,
    keys: { ...keys, developerToken },
  })
  const results = await withSession(open, runChecks)
  expect(resultOf(results, "authenticate")).toMatchObject({ outcome: "failed", reason, message: expect.stringContaining(words) })
  expect(JSON.stringify(results)).not.toContain(developerToken)
})
