import type { Answer } from "../server"
import { ok, random, type ToolDouble } from "./double"

const refuse = (status: number, title: string, detail: string): Answer => ({
  status,
  body: { type: "https://mailchimp.com/developer/marketing/docs/errors/", title, status, detail, instance: crypto.randomUUID() },
  headers: { "content-type": "application/problem+json; charset=utf-8" },
})
const states = ["sent", "save", "sending", "schedule", "paused"]
const campaigns = Array.from({ length: 502 }, (_, at) => ({
  id: `c${at}`,
  status: states[at % states.length],
  settings: { title: `Mailing ${at + 1}` },
}))

export const mailchimpDouble: ToolDouble = {
  endpoint: "mailchimp",
  scopes: ["GET /campaigns"],
  make: () => `${random(32)}-us6`,
  shown: ({ headers }) =>
    Buffer.from(String(headers.authorization ?? "").replace(/^Basic /, ""), "base64")
      .toString("utf8")
      .split(":")[1],
  answer({ method, path, query }, scopes) {
    if (!scopes) return refuse(401, "API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter.")
    if (`${method} ${path}` === "GET /ping") return ok({ health_status: "Everything's Chimpy!" })
    if (`${method} ${path}` !== "GET /campaigns") return refuse(404, "Resource Not Found", "The requested resource could not be found.")
    if (!scopes.has("GET /campaigns")) return refuse(403, "Forbidden", "You are not permitted to access this resource.")
    const [offset, count] = [Number(query.get("offset") ?? 0), Number(query.get("count") ?? 10)]
    if (count > 1_000) return refuse(400, "Invalid Resource", "count is at most 1000")
    return ok({ campaigns: campaigns.slice(offset, offset + count) })
  },
}
