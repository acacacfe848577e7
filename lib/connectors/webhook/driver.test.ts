import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { env } from "@/lib/base/env"
import { verifies } from "@/test/doubles/channel/webhook"
import { shiftClock } from "../../base/clock"
import { guard } from "../../egress/guard"
import type { ToolTrial } from "../channel/trial"
import type { Batch } from "../connector"
import { schemaOf } from "../fields"
import { manifests } from "../manifests"
import { openSession, resultOf, runChecks, withSession } from "../trial"
import { signed } from "./signature"
import { webhookTrial } from "./trial"

let trial: ToolTrial
beforeAll(async () => {
  trial = await webhookTrial()
})
afterEach(() => {
  shiftClock(0)
  trial.double.heal()
})
afterAll(() => trial.end())

const session = (secret: string, url?: string) => {
  const { settings, keys } = trial.answers(secret)
  return openSession("webhook", guard({ allow: `127.0.0.1:${trial.double.port}` }), { settings: url ? { url } : settings, keys })
}
const batch: Batch = {
  id: "bat_1",
  path: "orders/part-0.jsonl",
  body: Buffer.from('{"id":1,"name":"名前"}\n'),
  contentType: "application/x-ndjson",
}
const deliver = (secret: string, one = batch) =>
  withSession(session(secret), async (open) => open.deliver?.(one, new AbortController().signal))

test("the signature is that of the scheme's own example", () => {
  const made = signed(
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    '{"test": 2432232314}',
    new Date(1_614_265_330_000),
  )
  expect(made).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  })
})

test("a check sends one signed test event and no secret", async () => {
  const secret = trial.double.key()
  const results = await withSession(session(secret), runChecks)
  expect(results.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual(["connect passed", "authenticate passed"])
  expect(trial.double.heard).toHaveLength(1)
  expect(JSON.parse(trial.double.heard[0]?.body ?? "")).toMatchObject({ type: "patchbay.ping", data: {} })
  expect(JSON.stringify([trial.double.heard, ...trial.double.shown])).not.toContain(secret)
})

test("a batch is delivered as it is, with its id; again it is the same one", async () => {
  const secret = trial.double.key()
  await deliver(secret)
  await deliver(secret)
  expect(trial.double.heard.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual(
    Array.from({ length: 2 }, () => `POST /hooks/patchbay ${batch.body.toString("utf8")}`),
  )
})

test("what somebody changed on the way, or kept for later, does not fit its signature", () => {
  const secret = trial.double.key()
  const headers = signed(secret, "bat_1", batch.body)
  expect(verifies(secret, { headers, body: batch.body })).toBe(true)
  expect(verifies(secret, { headers, body: Buffer.from("other") })).toBe(false)
  expect(verifies(secret, { headers: { ...headers, "webhook-id": "bat_2" }, body: batch.body })).toBe(false)
  expect(verifies(trial.double.unknownKey(), { headers, body: batch.body })).toBe(false)
  shiftClock(-10 * 60_000)
  expect(verifies(secret, { headers: signed(secret, "bat_1", batch.body), body: batch.body })).toBe(false)
})

test.each([
  ["a wrong signature", 401, "credentials"],
  ["a receiver that lets nobody in", 403, "permission"],
  ["an address that is not there", 404, "missing"],
  ["a receiver that is gone", 410, "unsupported"],
  ["one that asks to go elsewhere", 307, "unreachable"],
  ["one that is out of order", 500, "unreachable"],
] as const)("%s has not taken the batch, and is told as %s", async (_name, status, reason) => {
  trial.double.fail(/hooks/, { status, body: { message: "their own text" }, headers: { location: "http://169.254.169.254/" } }, 9)
  const error = await deliver(trial.double.key()).catch((refused: unknown) => refused)
  expect(error).toMatchObject({ name: "SourceError", reason, message: expect.not.stringContaining("their own text") })
  expect(trial.double.heard.every(({ path }) => path === "/hooks/patchbay")).toBe(true)
})

test("an endpoint without encryption is refused unless the operator names it, and hears nothing", async () => {
  const { EGRESS_ALLOW } = env()
  env().EGRESS_ALLOW = ""
  try {
    const results = await withSession(session(trial.double.key()), runChecks)
    expect(resultOf(results, "connect")).toMatchObject({ outcome: "failed", reason: "tls", message: expect.stringContaining("https://") })
    await expect(deliver(trial.double.key())).rejects.toMatchObject({ reason: "tls" })
    expect(trial.double.heard).toEqual([])
  } finally {
    env().EGRESS_ALLOW = EGRESS_ALLOW
  }
})

test("the form takes an address and nothing that is not one", () => {
  const takes = (url: string) => schemaOf(manifests.webhook.settings).safeParse({ url }).success
  expect(takes("https://hooks.example.com/patchbay?x=1")).toBe(true)
  for (const wrong of [
    "hooks.example.com",
    "ftp://a.example/",
    "https://me:pw@a.example/",
    "https://a.example/#part",
    "javascript:alert(1)",
    "https://",
  ])
    expect(takes(wrong), wrong).toBe(false)
})
