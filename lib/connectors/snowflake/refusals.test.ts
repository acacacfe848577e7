import { generateKeyPairSync } from "node:crypto"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import type { Fault } from "@/test/doubles/server"
import { keyPair } from "@/test/doubles/snowflake/double"
import { aShop, type Shop } from "@/test/doubles/snowflake/shop"
import { shiftClock } from "../../base/clock"
import { canary, outcomes, resultOf, withSession } from "../trial"

let shop: Shop
beforeAll(async () => {
  shop = await aShop()
  await shop.grantAll()
})
afterEach(() => {
  shiftClock(0)
  shop.double.heal()
  Object.assign(shop.user(), { disabled: false, barred: false })
})
afterAll(() => shop.double.close())

const signIn = async (over?: object, keys?: object) => resultOf(await shop.check({ ...over }, { ...keys }), "authenticate")
const api = /\/api\/v2\/statements/

describe("an account that refuses", () => {
  test("VAL-6 a wrong key, a wrong user and a wrong account say Authentication failed with the three causes, and nothing after is tried", async () => {
    const wrong = [
      await shop.check({}, { privateKey: keyPair().pem }),
      await shop.check({}, { user: "nobody" }),
      await shop.check({ account: "acme-other" }),
    ]
    for (const results of wrong) {
      expect(resultOf(results, "authenticate")).toMatchObject({
        outcome: "failed",
        reason: "credentials",
        message: expect.stringMatching(
          /^Authentication failed: .*the key \(RSA_PUBLIC_KEY.*the account or the user as typed, or the user is disabled\.$/,
        ),
      })
      expect(outcomes(results)).toMatchObject({ role: "skipped", excess: "skipped" })
      expect(JSON.stringify(results)).not.toContain(canary)
      expect(JSON.stringify(results)).not.toContain("JWT token is invalid")
    }
  })

  test.each<[string, Partial<Record<"privateKey" | "passphrase", string | undefined>>, RegExp]>([
    ["an encrypted key without its passphrase", { passphrase: undefined }, /encrypted\. Enter its passphrase/],
    ["a wrong passphrase", { passphrase: "not it" }, /passphrase does not open/],
    ["no key at all", { privateKey: "ssh-rsa AAAA" }, /cannot be read/],
    ["half a key", { privateKey: keyPair().pem.slice(0, 400) }, /cannot be read/],
    ["a key that is too short", { privateKey: keyPair({ bits: 1_024 }).pem, passphrase: undefined }, /at least 2048 bits/],
    [
      "a key of another kind",
      { privateKey: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(), passphrase: undefined },
      /takes RSA keys/,
    ],
  ])("%s is told, and nothing is sent", async (_name, keys, message) => {
    expect(await signIn({}, keys)).toMatchObject({ outcome: "failed", reason: "credentials", message: expect.stringMatching(message) })
    expect(shop.double.heard).toEqual([])
  })

  test.each([
    ["behind", -20 * 60_000 - 3_600_000],
    ["ahead of", 20 * 60_000],
  ])("a clock that is %s Snowflake's is told before the key is suspected", async (word, ms) => {
    shiftClock(ms)
    expect(await signIn()).toMatchObject({
      outcome: "failed",
      reason: "credentials",
      message: expect.stringContaining(`minutes ${word} Snowflake's`),
    })
  })

  test("a disabled user and a network policy each have their own words", async () => {
    shop.user().disabled = true
    expect(await signIn()).toMatchObject({ reason: "credentials", message: expect.stringContaining("user is disabled") })
    Object.assign(shop.user(), { disabled: false, barred: true })
    expect(await signIn()).toMatchObject({ reason: "credentials", message: expect.stringContaining("network policy") })
    expect((await signIn())?.message).not.toContain("203.0.113.9")
  })

  test("tokens that are unknown or over, and OAuth answers that are wrong, each say what to do", async () => {
    const { programmatic, clients } = shop.double.identities
    programmatic.set("old", { user: "PATCHBAY", until: Date.now() - 1 })
    clients.set("closed", { secret: canary, refresh: new Map() })
    for (const token of [canary, "old"])
      expect((await signIn({}, { method: "token", token }))?.message).toMatch(/this token: it has expired/)
    const oauth = { method: "oauth", clientId: "closed", clientSecret: canary }
    expect((await signIn({}, { ...oauth, clientSecret: "x" }))?.message).toMatch(/does not know this OAuth client/)
    expect((await signIn({}, { ...oauth, refreshToken: "gone" }))?.message).toMatch(/refresh token has expired or was revoked/)
    expect((await signIn({}, oauth))?.message).toMatch(/may not sign in by itself/)
  })

  test("an OAuth token that ends in the middle is renewed once", async () => {
    const { clients, access } = shop.double.identities
    clients.set("ends", { secret: "s", refresh: new Map([["r", "PATCHBAY"]]) })
    const keys = { method: "oauth", clientId: "ends", clientSecret: "s", refreshToken: "r" }
    await withSession(shop.open({}, keys), async (session) => {
      const people = { text: 'SELECT count(*) FROM "SALES"."PEOPLE"', values: [] }
      const limit = { signal: new AbortController().signal, timeoutMs: 5_000 }
      expect(await session.count(people, limit)).toBe(2)
      for (const kept of access.values()) kept.until = Date.now() - 1
      expect(await session.count(people, limit)).toBe(2)
    })
  })

  test.each<[string, Fault, string, RegExp]>([
    ["401 without a code", { status: 401, body: "<html>no</html>" }, "credentials", /^Authentication failed/],
    ["403 without a code", { status: 403, body: {} }, "credentials", /account does not exist.*network policy/],
    ["404", { status: 404, body: "<html>not found</html>" }, "missing", /no account of this name/],
    ["408", { status: 408, body: { code: "000630", message: "late" } }, "timeout", /time limit/],
    ["a detour", { status: 302, headers: { location: "http://169.254.169.254/" } }, "unreachable", /does not follow/],
    ["422 of an unknown code", { status: 422, body: { code: "999999", message: "secret words" } }, "unsupported", /error 999999/],
    ["429 that stays", { status: 429, body: {} }, "unreachable", /more requests than it takes/],
    ["500 that stays", { status: 500, body: {} }, "unreachable", /cannot work just now/],
    ["a page of maintenance", "html", "unreachable", /cannot work just now/],
    ["a page where JSON should be", { status: 200, body: "<html>hello</html>" }, "unreachable", /not this platform's interface/],
    ["half a body", "half", "unreachable", /middle of its answer/],
    ["a cut line", "cut", "unreachable", /middle of its answer/],
    ["a statement without a handle", { status: 202, body: { code: "333334" } }, "unreachable", /without the handle/],
  ])("%s", async (_name, fault, reason, message) => {
    shop.double.fail(api, fault, 9)
    const result = await signIn()
    expect(result).toMatchObject({ outcome: "failed", reason, message: expect.stringMatching(message) })
    expect(JSON.stringify(result)).not.toMatch(/secret words|html/)
  })

  test("too many requests and a moment's outage are asked once more", async () => {
    shop.double.fail(api, { status: 429, body: {} })
    shop.double.fail(api, { status: 503, body: {} })
    expect((await signIn())?.outcome).toBe("passed")
  })

  test("no TLS where TLS belongs, and an address that may not be dialled", async () => {
    const { env } = await import("../../base/env")
    const kept = env().PATCHBAY_ENDPOINTS
    try {
      env().PATCHBAY_ENDPOINTS = `snowflake=https://127.0.0.1:${shop.double.port}`
      expect(resultOf(await shop.check(), "tls")).toMatchObject({ outcome: "failed", reason: "tls" })
      env().PATCHBAY_ENDPOINTS = "snowflake=https://10.0.0.1"
      expect(resultOf(await shop.check(), "connect")).toMatchObject({
        outcome: "failed",
        message: expect.stringContaining("may not connect"),
      })
    } finally {
      env().PATCHBAY_ENDPOINTS = kept
    }
  })

  test("an account that never answers is given up when the check is", async () => {
    shop.double.fail(api, "never", 9)
    const stop = new AbortController()
    const opened = await shop.open({}, {}, stop.signal)
    const check = opened.checks().find(({ key }) => key === "authenticate")
    const answer = check?.run().catch((error: unknown) => error)
    await expect.poll(() => shop.double.heard.length).toBeGreaterThan(0)
    stop.abort(new Error("given up"))
    expect(await answer).toMatchObject({ message: "given up" })
    await opened.close()
  })
})
