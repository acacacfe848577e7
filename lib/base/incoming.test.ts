import { readdirSync } from "node:fs"
import type { IncomingHttpHeaders } from "node:http"
import { expect, test } from "vitest"
import { receive } from "./incoming"
import { ownWords } from "./own-words"

/** What Next will see of a request, and what the browser will of the answer. */
const ask = (url: string, { method = "GET", headers: said = {} }: { method?: string; headers?: IncomingHttpHeaders } = {}) => {
  const handed: IncomingHttpHeaders = { host: "localhost:3000", ...said }
  const { refused, headers } = receive({ method, url, headers: handed })
  return { status: refused?.status ?? 200, headers: headers ?? {}, handed }
}

test("each answer has a policy with a nonce of its own, which the page gets too", () => {
  const [one, two] = [ask("/acme"), ask("/acme")]
  const nonceOf = ({ headers }: typeof one) => /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1]
  expect(nonceOf(one)).toMatch(/^[\w+/]{22}==$/)
  expect(nonceOf(one)).not.toBe(nonceOf(two))
  expect(one.handed["x-nonce"]).toBe(nonceOf(one))
  expect(one.handed["content-security-policy"]).toBe(one.headers["content-security-policy"])
  for (const rule of ["'strict-dynamic'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect(one.headers["content-security-policy"]).toContain(rule)
  expect(one.headers["cache-control"]).toBe("private, no-store")
  expect(one.headers["x-content-type-options"]).toBe("nosniff")
})

test("the organization is the first word of a console address, and nobody else can name it", () => {
  const { handed } = ask("/acme/panel/teams?a=1&_rsc=2b7")
  expect(handed).toMatchObject({ "x-patchbay-organization": "acme", "x-patchbay-path": "/acme/panel/teams?a=1" })
  const elsewhere = [
    "/",
    "/sign-in",
    "/welcome/x",
    "/set-up/x",
    "/invitation/x",
    "/reset-password/x",
    "/account",
    "/api/events/acme",
    "/livez",
  ]
  for (const path of [...elsewhere, "/api/console/acme/connections", "/connectors/postgres.svg", "//globex/panel", "/%2Fglobex"])
    expect(ask(path, { headers: { "x-patchbay-organization": "globex" } }).handed["x-patchbay-organization"], path).not.toBe("globex")
  expect(ask("http://elsewhere.test/acme/panel").handed["x-patchbay-organization"]).toBe("acme")
})

test("every page and folder of ours outside of an organization is one that no organization may be called", () => {
  const folders = (place: string) => readdirSync(place, { withFileTypes: true }).filter((one) => one.isDirectory())
  const ours = [...folders("app"), ...folders("app/(auth)"), ...folders("public")]
    .map(({ name }) => name)
    .filter((name) => !/^\(/.test(name))
  expect(ours.length).toBeGreaterThan(8)
  for (const word of ours) expect(ownWords).toContain(word)
})

test("what only we may say is taken out of every request, of whatever kind", () => {
  const forged = {
    "x-nonce": "mine",
    "content-security-policy": "script-src *",
    "x-action-forwarded": "1",
    "x-middleware-subrequest": "proxy",
    "x-patchbay-path": "//evil.test",
  }
  for (const path of ["/acme", "/sign-in", "/api/console/acme/connections", "/connectors/postgres.svg"]) {
    const { handed } = ask(path, { headers: { ...forged, cookie: "a=b" } })
    expect(Object.entries(handed).filter(([name, value]) => forged[name as keyof typeof forged] === value)).toEqual([])
    expect(handed.cookie).toBe("a=b")
  }
})

test("a write is taken from our own pages only, and one that says nothing of where it comes from is refused", () => {
  const write = (headers: IncomingHttpHeaders, method = "POST", path = "/sign-in") => ask(path, { method, headers }).status
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
  for (const path of [
    "/acme/panel",
    "/api/console/acme/files?name=a.duckdb",
    "/api/console/acme/count",
    "/_next/static/x.js",
    "/favicon.svg",
  ])
    expect(write({}, "POST", path), path).toBe(403)
})

test("a page gets a nonce, data a policy that allows nothing, and a file with a name of its own content neither", () => {
  const policy = (path: string) => ask(path).headers["content-security-policy"]
  for (const path of ["/", "/acme", "/connectors/x", "/connectors/x.svg/y", "/favicon.svgx", "/api/events/acme", "/api/consoles"])
    expect(policy(path), path).toContain("nonce-")
  for (const path of ["/api/console/acme/files?name=a.duckdb", "/api/console/acme/connections"])
    expect(policy(path), path).toBe("default-src 'none'; frame-ancestors 'none'")
  for (const path of ["/connectors/postgres.svg", "/favicon.svg", "/rail.svg", "/_next/static/chunks/a.js"])
    expect(ask(path).headers, path).toEqual({})
})

test("the organization of the last page is remembered, and a word of the address cannot add to the cookie", () => {
  const opens = (path: string, cookie?: string) =>
    ask(path, { headers: { "sec-fetch-dest": "document", ...(cookie && { cookie }) } }).headers["set-cookie"]
  expect(opens("/acme/panel")).toBe("patchbay-organization=acme; Path=/; Max-Age=31536000; HttpOnly; SameSite=lax")
  expect(opens("/acme", "a=b; patchbay-organization=acme")).toBeUndefined()
  expect(opens("/globex", "patchbay-organization=acme")).toContain("=globex;")
  expect(opens("/a;Domain=evil.test/x")).toContain("=a%3BDomain%3Devil.test;")
  expect(opens("/sign-in")).toBeUndefined()
  expect(ask("/acme").headers["set-cookie"]).toBeUndefined()
})

test("an address that cannot be read is refused", () => {
  expect(ask("http://").status).toBe(400)
  expect(ask("*", { method: "OPTIONS" }).status).toBe(400)
})
