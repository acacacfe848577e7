import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { pointAt } from "@/test/doubles/point"
import { type Asked, serveDouble } from "@/test/doubles/server"
import { shiftClock } from "../../base/clock"
import { env } from "../../base/env"
import { guard } from "../../egress/guard"
import { httpClient } from "../http"
import { manifestOf, manifests } from "../manifests"
import { redeem, renew, revoke } from "./grants"
import { signInOf } from "./sign-ins"

const theirWords = "VENDOR-TEXT-4711"
let double: Awaited<ReturnType<typeof serveDouble>>
let answer: (asked: Asked) => { status: number; body?: unknown; headers?: Record<string, string> } = () => ({ status: 500 })
beforeAll(async () => {
  double = await serveDouble((asked) => answer(asked))
  env().PATCHBAY_OAUTH = Object.fromEntries(
    ["salesforce", "google-ads", "google-cloud", "facebook-ads"].map((platform) => [platform, "our-id:our-secret-word"]),
  )
})
afterEach(() => {
  shiftClock(0)
  double.heal()
})
afterAll(() => double.close())

const settings = { login: "production" }
const lineTo = (platform: string) => {
  const { url, port } = double
  pointAt({ salesforce: url, facebook: url, "facebook-consent": "https://www.facebook.com", "google-token": url, "google-consent": url })
  const http = httpClient(guard({ allow: `127.0.0.1:${port}` }), { signal: new AbortController().signal })
  const manifest = manifestOf(platform)
  return { http, platform: manifest, signIn: signInOf(manifest, settings) }
}
const brought = { code: "the-code", verifier: "v".repeat(43), redirectUri: "https://patchbay.example/api/consents/callback/x" }
const formOf = (at = 0) => Object.fromEntries(new URLSearchParams(double.heard[at]?.body))
const ok = (body: object) => ({ status: 200, body: { token_type: "Bearer", ...body } })
const idToken = (claims: object) =>
  [{ alg: "RS256" }, claims, {}].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")

test("AUT-9 every method with a sign-in at the platform has its addresses, over TLS, and what is asked there is said", () => {
  env().PATCHBAY_ENDPOINTS = ""
  const found = Object.keys(manifests).flatMap((id) =>
    Object.values(manifestOf(id).methods).flatMap(({ consent, docs }) => (consent ? [{ id, consent, docs }] : [])),
  )
  expect(found.map(({ id }) => id).toSorted()).toEqual(["facebook-ads", "google-ads", "google-cloud", "salesforce"])
  for (const { id, consent, docs } of found) {
    const { authorize, token, issuer, revoke: back } = signInOf(manifestOf(id), settings)
    for (const address of [authorize, token, issuer, ...(back ? [back] : [])]) expect(new URL(address).protocol).toBe("https:")
    expect(consent.scopes.length).toBeGreaterThan(0)
    expect(docs).toMatch(/^https:/)
  }
})

test("a code is redeemed with verifier, redirect address and client, all of them in the body", async () => {
  answer = () =>
    ok({ access_token: "access-token-1", refresh_token: "refresh-1", expires_in: 3600, scope: "api id", id: "https://login/id/1" })
  const tokens = await redeem(lineTo("salesforce"), brought)
  expect(formOf()).toEqual({
    grant_type: "authorization_code",
    code: "the-code",
    code_verifier: brought.verifier,
    redirect_uri: brought.redirectUri,
    client_id: "our-id",
    client_secret: "our-secret-word",
  })
  expect(double.heard[0]?.path).toBe("/services/oauth2/token")
  expect(tokens).toMatchObject({ accessToken: "access-token-1", refreshToken: "refresh-1", scope: "api id", account: "https://login/id/1" })
  expect(tokens.facts).toEqual({ instance: double.url })
})

test("a token is shown to no host but Salesforce's own", () => {
  env().PATCHBAY_ENDPOINTS = ""
  const { read } = signInOf(manifestOf("salesforce"), settings)
  expect(read?.({ instance_url: "https://acme.my.salesforce.com" }).facts).toEqual({ instance: "https://acme.my.salesforce.com" })
  for (const instance_url of [
    "https://evil.example",
    "https://evil.example/.my.salesforce.com",
    "https://x.my.salesforce.com.evil.example",
    "http://acme.my.salesforce.com",
    "https://acme.my.salesforce.com:444",
    undefined,
  ])
    expect(() => read?.({ instance_url }), String(instance_url)).toThrow("a host that is not its own")
})

test("Google says in its ID token who signed in; one in another's name is not taken", async () => {
  const claims = {
    iss: double.url,
    aud: "our-id",
    sub: "1234567890",
    iat: Math.floor(Date.now() / 1_000),
    exp: Math.floor(Date.now() / 1_000) + 600,
  }
  const say = (more: object) => {
    answer = () =>
      ok({
        access_token: "ya29.token",
        refresh_token: "1//r",
        expires_in: 3599,
        scope: "openid",
        id_token: idToken({ ...claims, ...more }),
      })
  }
  say({})
  expect(await redeem(lineTo("google-ads"), brought)).toMatchObject({ account: "1234567890", facts: {} })
  for (const wrong of [{ iss: "https://evil.example" }, { aud: "another-client" }]) {
    say(wrong)
    await expect(redeem(lineTo("google-ads"), brought)).rejects.toMatchObject({ reason: "unreachable" })
  }
})

test("Facebook's short token is exchanged for a long one, whose end is kept", async () => {
  answer = ({ body }) =>
    new URLSearchParams(body.toString()).get("grant_type") === "fb_exchange_token"
      ? ok({ access_token: "EAAlong", expires_in: 5_184_000 })
      : ok({ access_token: "EAAshort", expires_in: 3_600 })
  const tokens = await redeem(lineTo("facebook-ads"), brought)
  expect(formOf(1)).toMatchObject({ fb_exchange_token: "EAAshort", client_secret: "our-secret-word" })
  expect(tokens).toMatchObject({ accessToken: "EAAlong" })
  expect((tokens.endsAt ?? 0) - Date.now()).toBeGreaterThan(59 * 86_400_000)
  expect(tokens.refreshToken).toBeUndefined()
  await expect(renew(lineTo("facebook-ads"), tokens)).rejects.toMatchObject({ reason: "credentials", code: "ended" })
})

const before = { accessToken: "old-access", refreshToken: "old-refresh", scope: "api", account: "me", facts: { instance: "x" } }

test("what the platform does not say again at a renewal stays as it was", async () => {
  answer = () => ok({ access_token: "new-access" })
  expect(await renew(lineTo("google-cloud"), before)).toEqual({ ...before, accessToken: "new-access" })
  expect(formOf()).toMatchObject({ grant_type: "refresh_token", refresh_token: "old-refresh" })
})

test("the refresh token is given back, and with it all that came of it", async () => {
  answer = () => ({ status: 200 })
  await revoke(lineTo("salesforce"), before)
  expect(double.heard[0]?.path).toBe("/services/oauth2/revoke")
  expect(formOf()).toMatchObject({ token: "old-refresh", client_id: "our-id" })
})

describe("VAL-6 a refusal is told in our own words", () => {
  const json = (status: number, error: unknown) => ({ status, body: { error, error_description: theirWords } })
  test.each([
    ["a consent that was withdrawn", json(400, "invalid_grant"), "credentials", "Sign in again under Reauthenticate"],
    ["a client that is not known", json(401, "invalid_client"), "unreachable", "PATCHBAY_OAUTH_SALESFORCE"],
    [
      "the same, said with a challenge",
      { ...json(401, "invalid_client"), headers: { "www-authenticate": 'Basic realm="x"' } },
      "unreachable",
      "own client",
    ],
    ["an address that is not registered", json(400, "redirect_uri_mismatch"), "unreachable", "own client"],
    ["a refusal in another shape", json(400, { message: theirWords, code: 190 }), "credentials", "Sign in again"],
    ["too many questions", json(429, "slow_down"), "unreachable", "out of order"],
    ["an outage", json(503, "server_error"), "unreachable", "out of order"],
    [
      "a page of a proxy",
      { status: 403, body: `<html>${theirWords}</html>`, headers: { "content-type": "text/html" } },
      "unreachable",
      "out of order",
    ],
    ["a page instead of tokens", { status: 200, body: `<html>${theirWords}</html>` }, "unreachable", "out of order"],
    ["a token that is none", ok({ access_token: "two\nlines" }), "unreachable", "without a usable token"],
    ["no token", ok({}), "unreachable", "out of order"],
    ["another kind of token", { status: 200, body: { access_token: "x", token_type: "mac" } }, "unreachable", "out of order"],
    ["a redirect", { status: 302, headers: { location: "http://169.254.169.254/" } }, "unreachable", "out of order"],
  ] as const)("%s", async (_name, said, reason, words) => {
    answer = () => said
    const error = await renew(lineTo("salesforce"), before).catch((refused: unknown) => refused)
    expect(error).toMatchObject({ name: "SourceError", reason, message: expect.stringContaining(words) })
    expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toContain(theirWords)
  })

  test("a platform that the operator has not set up is asked nothing", async () => {
    const clients = env().PATCHBAY_OAUTH
    env().PATCHBAY_OAUTH = { salesforce: "the-id-alone" }
    await expect(renew(lineTo("salesforce"), before)).rejects.toMatchObject({ reason: "unreachable", code: "no-client" })
    expect(double.heard).toEqual([])
    env().PATCHBAY_OAUTH = clients
  })
})
