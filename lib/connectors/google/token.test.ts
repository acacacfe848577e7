import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { googleAccounts } from "@/test/doubles/google/accounts"
import { pointAt } from "@/test/doubles/point"
import { serveDouble } from "@/test/doubles/server"
import { shiftClock } from "../../base/clock"
import { guard } from "../../egress/guard"
import { schemaOf } from "../fields"
import { httpClient } from "../http"
import { googleApi } from "./api"
import { googleMethods } from "./fields"
import { usualProblem } from "./problem"
import { type GoogleKeys, googleToken } from "./token"

const accounts = googleAccounts()
const reader = "reader@shop.iam.gserviceaccount.com"
const key = accounts.account(reader)
const scopes = ["https://www.googleapis.com/auth/bigquery"]
let double: Awaited<ReturnType<typeof serveDouble>>
beforeAll(async () => {
  double = await serveDouble(
    (asked) => accounts.answer(asked) ?? (accounts.identify(asked) ? { status: 200, body: accounts.identify(asked) } : unauthenticated),
  )
  pointAt({ "google-token": double.url, "google-iam": double.url })
})
afterAll(() => double.close())
afterEach(() => {
  shiftClock(0)
  accounts.shiftClock(0)
  double.heal()
  accounts.become(reader, "enabled")
})
const unauthenticated = {
  status: 401,
  body: { error: { code: 401, message: "Request had invalid authentication credentials.", status: "UNAUTHENTICATED" } },
}

const signal = new AbortController().signal
const dial = () => guard({ allow: `127.0.0.1:${double.port}` })
const tokenFor = (keys: GoogleKeys) => googleToken(httpClient(dial(), { signal }), keys, scopes)
const refusal = async (keys: GoogleKeys) => {
  const error = await tokenFor(keys)
    .get()
    .catch((error: unknown) => error)
  expect(error).toBeInstanceOf(Error)
  const told = JSON.stringify({ ...(error as Error), message: (error as Error).message })
  for (const secret of [
    ...Object.values(keys).filter((value) => value !== keys.method && value.length > 60),
    "Invalid JWT",
    "Invalid grant",
  ])
    expect(told).not.toContain(secret)
  return error
}
const own = { method: "service-account" as const, ...key }

test("a signed assertion becomes a token, which is kept until shortly before its end", async () => {
  const token = tokenFor(own)
  const [first, same] = await Promise.all([token.get(), token.get()])
  expect(first).toBe(same)
  expect(double.heard).toHaveLength(1)
  shiftClock(58 * 60_000)
  accounts.shiftClock(58 * 60_000)
  await expect(token.get()).resolves.not.toBe(first)
  expect(double.heard).toHaveLength(2)
})

test("VAL-6 each reason for a refused key has its own sentence", async () => {
  const other = accounts.account("other@shop.iam.gserviceaccount.com")
  expect(await refusal({ ...own, privateKey: other.privateKey })).toMatchObject({ reason: "credentials", code: "key-wrong" })
  expect(await refusal({ ...own, clientEmail: "gone@shop.iam.gserviceaccount.com" })).toMatchObject({
    reason: "credentials",
    code: "account-gone",
  })
  expect(await refusal({ ...own, privateKey: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----" })).toMatchObject({
    code: "key-unreadable",
  })
  accounts.become(reader, "disabled")
  expect(await refusal(own)).toMatchObject({ reason: "credentials", code: "disabled" })
  accounts.become(reader, "enabled")
  shiftClock(20 * 60_000)
  expect(await refusal(own)).toMatchObject({ reason: "unreachable", code: "clock", message: expect.stringContaining("clock") })
  shiftClock(0)
  accounts.deleteKey(other.clientEmail, other.privateKeyId)
  expect(await refusal({ ...own, ...other })).toMatchObject({ code: "key-wrong" })
})

test("a sign-in that is out of order is not a wrong key", async () => {
  double.fail(/token/, { status: 503, body: { error: "backend_error" } })
  expect(await refusal(own)).toMatchObject({ reason: "unreachable", code: "backend" })
  double.fail(/token/, { status: 200, body: "<html>sign in to the proxy</html>" })
  expect(await refusal(own)).toMatchObject({ reason: "unreachable", code: "not-json" })
  double.fail(/token/, { status: 403, body: "<html>blocked</html>" })
  expect(await refusal(own)).toMatchObject({ reason: "unreachable", code: "not-google" })
  double.fail(/token/, { status: 200, body: { access_token: "x\r\ny", expires_in: 3599 } })
  expect(await refusal(own)).toMatchObject({ reason: "unreachable", code: "no-token" })
  double.fail(/token/, { status: 200, body: { access_token: "short", expires_in: 5 } })
  expect(await refusal(own)).toMatchObject({ code: "no-token" })
})

test("one account acts as another only when it was let", async () => {
  const target = accounts.account("target@shop.iam.gserviceaccount.com").clientEmail
  const keys = { ...own, method: "impersonation" as const, target }
  expect(await refusal(keys)).toMatchObject({
    reason: "permission",
    message: expect.stringContaining(
      `gcloud iam service-accounts add-iam-policy-binding ${target} --member=serviceAccount:${reader} --role=roles/iam.serviceAccountTokenCreator`,
    ),
  })
  accounts.lend(target, reader)
  const token = await tokenFor(keys).get()
  expect(accounts.identify({ headers: { authorization: `Bearer ${token}` } } as never)).toMatchObject({ email: target, scopes })
})

test("an OAuth user signs in with a refresh token, and each reason against it has its sentence", async () => {
  const consent = accounts.user("ann@shop.example")
  const keys = { method: "oauth" as const, ...consent }
  await expect(tokenFor(keys).get()).resolves.toMatch(/^ya29/)
  expect(await refusal({ ...keys, clientSecret: "GOCSPX-wrong" })).toMatchObject({ code: "client-wrong" })
  double.fail(/token/, { status: 400, body: { error: "invalid_grant", error_subtype: "invalid_rapt" } })
  expect(await refusal(keys)).toMatchObject({ code: "session-control" })
  accounts.revoke(keys.refreshToken)
  expect(await refusal(keys)).toMatchObject({ reason: "credentials", code: "revoked" })
})

test("a stale token is renewed once, a busy moment is waited out, and the rest is explained", async () => {
  const explain = (problem: Parameters<typeof usualProblem>[0]) =>
    usualProblem(problem, { name: "Test API", id: "test.googleapis.com", project: "shop" }) ?? new Error("unexplained")
  const api = googleApi({ dial: dial(), signal, keys: own, scopes, explain: explain as never })
  const url = `${double.url}/who`
  await expect(api.json({ url })).resolves.toMatchObject({ email: reader })
  accounts.expireTokens()
  await expect(api.json({ url })).resolves.toMatchObject({ email: reader })
  double.fail(/who/, { status: 429, body: {} }, 2)
  await expect(api.json({ url })).resolves.toMatchObject({ email: reader })
  double.fail(/who/, unauthenticated, 2)
  await expect(api.json({ url })).rejects.toMatchObject({ reason: "credentials", code: "token" })
  double.fail(/who/, "html", 3)
  await expect(api.json({ url })).rejects.toMatchObject({ reason: "unreachable", code: "backend" })
  const disabled = { error: { code: 403, status: "PERMISSION_DENIED", details: [{ reason: "SERVICE_DISABLED" }] } }
  double.fail(/who/, { status: 403, body: disabled })
  await expect(api.json({ url })).rejects.toMatchObject({
    message: expect.stringContaining("gcloud services enable test.googleapis.com --project=shop"),
  })
  api.close()
})

test("the fields take a key as it stands in the file, and nothing that is not one", () => {
  const schema = schemaOf(googleMethods["service-account"].fields)
  expect(schema.parse({ ...key, privateKey: key.privateKey.replaceAll("\n", "\\n") })).toEqual({
    ...key,
    privateKey: key.privateKey.trim(),
  })
  expect(schema.safeParse({ ...key, privateKey: JSON.stringify(key) }).success).toBe(false)
  expect(schema.safeParse({ ...key, clientEmail: "https://evil.example/" }).success).toBe(false)
  expect(schema.safeParse({ ...key, token_uri: "https://evil.example/" }).success).toBe(false)
})
