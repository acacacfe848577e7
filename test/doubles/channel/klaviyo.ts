import type { Answer } from "../server"
import { ok, random, type ToolDouble } from "./double"

const refuse = (status: number, code: string, detail: string): Answer => ({
  status,
  body: { errors: [{ id: crypto.randomUUID(), status, code, title: code, detail, source: { pointer: "/data/" } }] },
  headers: { "content-type": "application/vnd.api+json" },
})
const needs: Record<string, string> = { "/api/accounts": "accounts:read", "/api/profiles": "profiles:read", "/api/flows": "flows:read" }
const flows = Array.from({ length: 52 }, (_, at) => ({
  type: "flow",
  id: `F${at}`,
  attributes: { name: `Flow ${at + 1}`, status: at % 2 ? "live" : "draft", archived: at === 51 },
}))
const profiles = [
  { email: "ann@shop.example", first_name: "Ann", properties: { tier: "gold" } },
  { email: "o'brien\"@shop.example", first_name: "Pat", properties: {} },
]

export const klaviyoDouble: ToolDouble = {
  endpoint: "klaviyo",
  scopes: ["accounts:read", "profiles:read", "flows:read"],
  make: () => `pk_${random(34)}`,
  shown: ({ headers }) => /^Klaviyo-API-Key (.+)$/.exec(String(headers.authorization ?? ""))?.[1],
  answer({ method, path, query, headers }, scopes) {
    if (!scopes) return refuse(401, "authentication_failed", "Incorrect authentication credentials.")
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(headers.revision))) return refuse(400, "invalid", "Missing or invalid revision header.")
    const scope = needs[path]
    if (method !== "GET" || !scope) return refuse(404, "not_found", "Not found.")
    if (!scopes.has(scope)) return refuse(403, "permission_denied", `Your key lacks the scope ${scope}.`)
    if (path === "/api/accounts") return ok({ data: [{ type: "account", id: "A1", attributes: { test_account: false } }], links: {} })
    if (path === "/api/profiles") {
      const asked = /^any\(email,(\[.*\])\)$/s.exec(query.get("filter") ?? "")?.[1]
      const emails = asked ? (JSON.parse(asked) as string[]) : profiles.map(({ email }) => email)
      const found = profiles.filter(({ email }) => emails.includes(email))
      return ok({ data: found.map((attributes, at) => ({ type: "profile", id: `P${at}`, attributes })), links: { next: null } })
    }
    const [from, size] = [Number(query.get("page[cursor]") ?? 0), Number(query.get("page[size]") ?? 50)]
    if (size > 50) return refuse(400, "invalid", "page size is at most 50")
    const next = from + size < flows.length ? `https://elsewhere.example/api/flows?page%5Bcursor%5D=${from + size}` : null
    return ok({ data: flows.slice(from, from + size), links: { next } })
  },
}
