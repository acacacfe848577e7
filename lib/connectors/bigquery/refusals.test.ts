import { expect, test } from "vitest"
import type { Fault } from "@/test/doubles/server"
import { guard } from "../../egress/guard"
import { withSession } from "../trial"
import { sql, stage, within } from "./trial-stage"

const { here, open, count, refusal } = stage(guard)

const google = (status: number, reason: string, message: string) => ({
  status,
  body: { error: { code: status, message, errors: [{ message, reason }] } },
})
test.each<[string, Fault, number, string, string]>([
  ["a token that is not accepted", google(401, "authError", "Request had invalid authentication credentials."), 9, "credentials", "token"],
  [
    "rows that may not be read",
    google(
      403,
      "accessDenied",
      "Access Denied: Table p:d.t: User does not have permission to query table p:d.t, or perhaps it does not exist.",
    ),
    1,
    "permission",
    "tables.getData",
  ],
  [
    "a policy tag",
    google(
      403,
      "accessDenied",
      "Access Denied: BigQuery BigQuery: User has neither fine-grained reader nor masked get permission to get data protected by policy tag",
    ),
    1,
    "permission",
    "policy-tag",
  ],
  ["a table that is gone", google(404, "notFound", "Not found: Table p:d.t was not found in location US"), 1, "missing", "table"],
  ["a dataset that is gone", google(404, "notFound", "Not found: Dataset p:d was not found in location US"), 1, "missing", "dataset"],
  ["a job that is gone", google(404, "notFound", "Not found: Job p:US.x"), 1, "unreachable", "job"],
  ["a column that is gone", google(400, "invalidQuery", "Unrecognized name: nope at [1:8]"), 1, "missing", "column"],
  [
    "a syntax that is refused",
    google(400, "invalidQuery", 'Syntax error: Expected ")" but got keyword FROM at [1:16]'),
    1,
    "unsupported",
    "query",
  ],
  ["a value that does not fit", google(400, "invalidQuery", "Bad int64 value: canary"), 1, "unsupported", "value"],
  [
    "the ceiling of BigQuery itself",
    google(400, "bytesBilledLimitExceeded", "Query exceeded limit for bytes billed: 1. 2 or higher required."),
    1,
    "unsupported",
    "ceiling",
  ],
  ["a used-up quota", google(403, "quotaExceeded", "Quota exceeded"), 1, "unreachable", "quota"],
  ["too many requests", google(403, "rateLimitExceeded", "Exceeded rate limits"), 3, "unreachable", "rate"],
  ["too many requests by status", { status: 429, body: {} }, 3, "unreachable", "rate"],
  [
    "a project without billing",
    google(403, "billingNotEnabled", "Billing has not been enabled for this project."),
    1,
    "unsupported",
    "billing",
  ],
  ["an answer that is too large", google(403, "responseTooLarge", "Response too large to return."), 1, "unsupported", "too-large"],
  [
    "an interface that is switched off",
    google(403, "accessNotConfigured", "BigQuery API has not been used in project 1"),
    1,
    "unsupported",
    "api-off",
  ],
  [
    "a perimeter",
    google(403, "policyViolation", "VPC Service Controls: Request is prohibited by organization's policy."),
    1,
    "unreachable",
    "perimeter",
  ],
  [
    "a consent that does not cover it",
    google(403, "insufficientPermissions", "Request had insufficient authentication scopes."),
    1,
    "permission",
    "scope",
  ],
  ["a fault of Google's", google(503, "backendError", "Error encountered during execution."), 3, "unreachable", "backend"],
  ["a page of a proxy", "html", 3, "unreachable", "backend"],
  ["a login page of a proxy", { status: 403, body: "<html>Sign in</html>" }, 1, "unreachable", "not-google"],
  ["HTML that says it is fine", { status: 200, body: "<html>Welcome</html>" }, 1, "unreachable", "not-json"],
  ["half a body", "half", 1, "unreachable", "cut-short"],
  ["a cut line", "cut", 1, "unreachable", "cut-short"],
])("%s is told in our own words", async (_name, fault, times, reason, code) => {
  here.double.fail(/POST .*\/jobs$/, fault, times)
  expect(await refusal(sql("SELECT count(*) FROM `shop.people`"))).toMatchObject({ name: "SourceError", reason, code })
})

test("a moment of trouble is waited out, and a source that never answers is given up in time", async () => {
  here.double.fail(/POST .*\/jobs$/, google(503, "backendError", "x"), 2)
  expect(await count(sql("SELECT count(*) FROM `shop.people`"))).toBe(5)
  here.double.heal()
  here.double.fail(/GET .*\/queries\//, "never")
  const late = await withSession(open(), (session) =>
    session.count(sql("SELECT count(*) FROM `shop.people` WHERE id >= 0"), within(300)).catch((error: unknown) => error),
  )
  expect(late).toMatchObject({ reason: "timeout" })
  expect(here.double.heard.some(({ path }) => path.endsWith("/cancel"))).toBe(true)
})

test("an answer to the start that is lost does not start the question twice", async () => {
  const before = here.double.jobs.all().length
  const statement = sql("SELECT count(*) FROM `shop.people` WHERE id > 0")
  await withSession(open(), async (session) => {
    await session.estimate?.(statement)
    const [first] = here.double.jobs.all().slice(-1)
    here.double.fail(/POST .*\/jobs$/, google(409, "duplicate", `Already Exists: Job ${first?.id}`))
    const lost = await session.count(statement, within()).catch((error: unknown) => error)
    // The job that is said to run is unknown to the double: it is asked for, not started again.
    expect(lost).toMatchObject({ code: "job" })
  })
  expect(here.double.jobs.all()).toHaveLength(before)
})
