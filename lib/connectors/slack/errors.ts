import { otherForm, refusedKey, type Tool, usualRefusal } from "../channel/problem"
import { SourceError } from "../connector"

const unknown = new Set(["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"])
const forbidden = new Set([
  "missing_scope",
  "no_permission",
  "access_denied",
  "not_allowed_token_type",
  "ekm_access_denied",
  "org_login_required",
])
const busy = new Set(["ratelimited", "rate_limited"])
const broken = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"])

/** Slack refuses with the status 200 and a word. */
export function slackRefusal(tool: Tool, word: unknown): SourceError {
  const said = String(word)
  const as = (status: number) => usualRefusal(tool, { status, body: {}, isPage: false, seconds: undefined })
  if (unknown.has(said)) return refusedKey(tool)
  if (forbidden.has(said)) return as(403)
  if (busy.has(said)) return as(429)
  if (broken.has(said)) return as(500)
  if (said === "users_not_found") return new SourceError("missing", "There is no member with this e-mail address.", "no-member")
  return said === "undefined" ? otherForm() : as(400)
}
