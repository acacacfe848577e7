import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server"
import { NextRequest } from "next/server"
import { expect, test } from "vitest"
import { config, proxy } from "@/proxy"

const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, init))
/** What Next will hand to the page: it packs the request's headers into the answer. */
const handed = (answer: Response, name: string) => answer.headers.get(`x-middleware-request-${name}`)

test("each answer has a policy with a nonce of its own, which the page gets too", () => {
  const [one, two] = [ask("/acme"), ask("/acme")]
  const nonceOf = (answer: Response) => /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1]
  expect(nonceOf(one)).toMatch(/^[\w+/]{22}==$/)
  expect(nonceOf(one)).not.toBe(nonceOf(two))
  expect(handed(one, "x-nonce")).toBe(nonceOf(one))
  expect(handed(one, "content-security-policy")).toBe(one.headers.get("content-security-policy"))
  for (const rule of ["'strict-dynamic'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect(one.headers.get("content-security-policy")).toContain(rule)
  expect(one.headers.get("cache-control")).toBe("private, no-store")
  expect(one.headers.get("x-content-type-options")).toBe("nosniff")
})

test("the organization is the first word of a console address, and nobody else can name it", () => {
  expect(handed(ask("/acme/panel/teams?a=1"), "x-patchbay-organization")).toBe("acme")
  expect(handed(ask("/acme/panel/teams?a=1"), "x-patchbay-path")).toBe("/acme/panel/teams?a=1")
  for (const path of [
    "/",
    "/sign-in",
    "/welcome/x",
    "/set-up/x",
    "/invitation/x",
    "/reset-password/x",
    "/account",
    "/api/events/acme",
    "/livez",
  ])
    expect(
      handed(ask(path, { headers: { "x-patchbay-organization": "globex", "x-nonce": "mine" } }), "x-patchbay-organization"),
      path,
    ).toBeNull()
  expect(handed(ask("/acme", { headers: { "x-nonce": "mine" } }), "x-nonce")).not.toBe("mine")
})

test("a write is taken from our own pages only, and one that says nothing of where it comes from is refused", () => {
  const write = (headers: Record<string, string>, method = "POST") => ask("/sign-in", { method, headers }).status
  expect(write({ "sec-fetch-site": "same-origin" })).toBe(200)
  expect(write({ origin: "http://localhost:3000" })).toBe(200)
  expect(write({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" })).toBe(200)
  expect(write({})).toBe(403)
  expect(write({ "sec-fetch-site": "cross-site", origin: "http://localhost:3000" })).toBe(403)
  expect(write({ "sec-fetch-site": "same-site" })).toBe(403)
  expect(write({ origin: "https://evil.test", host: "evil.test" })).toBe(403)
  expect(write({ origin: "null" })).toBe(403)
  expect(write({ origin: "http://localhost:3001", host: "localhost:3000" })).toBe(403)
  for (const method of ["PUT", "PATCH", "DELETE"]) expect(write({}, method)).toBe(403)
  expect(write({}, "HEAD")).toBe(200)
})

test("everything passes it but files with a content of their own and the data of the console's screens", () => {
  const passes = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url })
  for (const path of ["/", "/acme", "/connectors/x", "/connectors/x.svg/y", "/favicon.svgx", "/api/events/acme", "/api/consoles"])
    expect(passes(path), path).toBe(true)
  for (const path of ["/connectors/postgres.svg", "/favicon.svg", "/api/console/acme/files?name=a.duckdb", "/api/console/acme/connections"])
    expect(passes(path), path).toBe(false)
})
