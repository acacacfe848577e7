import type { Answer } from "../server"
import { bearer, ok, random, type ToolDouble } from "./double"

const refuse = (error: string, more: object = {}): Answer => ok({ ok: false, error, ...more })
const members: Record<string, object> = {
  "ann@shop.example": {
    id: "U1",
    name: "ann",
    tz: "Europe/Vienna",
    profile: { real_name: "Ann Ray", title: "Buyer", email: "ann@shop.example" },
  },
}

export const slackDouble: ToolDouble = {
  endpoint: "slack",
  scopes: ["users:read", "users:read.email"],
  make: () => `xoxb-1234567890-${random(24)}`,
  shown: bearer,
  answer({ method, path, body }, scopes) {
    if (!scopes) return refuse("invalid_auth")
    const told = { "x-oauth-scopes": [...scopes].join(",") }
    if (method !== "POST") return refuse("unknown_method")
    if (path === "/auth.test")
      return ok(
        { ok: true, url: "https://shop.slack.com/", team: "Shop", user: "patchbay", team_id: "T1", user_id: "U9", bot_id: "B1" },
        told,
      )
    if (path !== "/users.lookupByEmail") return refuse("unknown_method")
    const lacking = ["users:read.email", "users:read"].find((scope) => !scopes.has(scope))
    if (lacking) return refuse("missing_scope", { needed: lacking, provided: [...scopes].join(",") })
    const user = members[new URLSearchParams(body.toString("utf8")).get("email") ?? ""]
    return user ? ok({ ok: true, user }, told) : refuse("users_not_found")
  },
}
