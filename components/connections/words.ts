import type { Tone } from "@/components/ui/status-badge"
import type { StatusIconName } from "@/components/ui/status-icon"
import { times } from "@/lib/base/times"
import type { ConnectionRow, SharedWith } from "@/lib/connections/model"

type Look = { tone: Tone; word: string; reason?: string }
type Standing = Pick<ConnectionRow, "status" | "statusReason" | "stuck" | "lifecycle" | "missingGrants">

/** The badge of a connection: its status and, in two or three words, why. */
export function statusLook({ status, statusReason, stuck, lifecycle, missingGrants }: Standing): Look {
  if (lifecycle === "disconnected") return { tone: "bad", word: "Inactive", reason: "disconnected" }
  if (status === "Processing") return stuck ? { tone: "warn", word: status, reason: "stuck" } : { tone: "run", word: status }
  if (status === "Active")
    return missingGrants > 0 ? { tone: "warn", word: status, reason: missing(missingGrants) } : { tone: "ok", word: status }
  return { tone: status === "Inactive" ? "bad" : "idle", word: status, ...(statusReason && { reason: inBrief(statusReason) }) }
}

const missing = (count: number) => `${count} missing ${count === 1 ? "grant" : "grants"}`

const known: [RegExp, string][] = [
  [/authentication failed|credentials? (was|were) refused/i, "authentication failed"],
  [/expired/i, "key expired"],
  [/revoked/i, "credential revoked"],
  [/permissions? (is|are) missing/i, "missing grants"],
]
const most = 28

/** "Authentication failed. The user or …" is "authentication failed" in a badge; the whole sentence stands behind it. */
function inBrief(reason: string): string {
  const said = known.find(([sign]) => sign.test(reason))?.[1]
  if (said) return said
  const [first = ""] = reason.split(/[.:;,](?:\s|$)/)
  const brief = first.length > most ? `${first.slice(0, most).replace(/\s+\S*$/, "")}…` : first
  return /^[A-Z][a-z]/.test(brief) ? brief.charAt(0).toLowerCase() + brief.slice(1) : brief
}

export function sharedWithWords(sharedWith: SharedWith): string {
  if (sharedWith.kind === "private") return "Private"
  if (sharedWith.kind === "all teams") return "All teams"
  if (sharedWith.kind === "none") return "No team"
  return [...sharedWith.teams.map(({ name }) => name), ...peopleWords(sharedWith.people)].join(", ")
}

export const peopleWords = (people: number) => (people === 0 ? [] : [people === 1 ? "1 person" : `${people} people`])

/** A date as the list shows it. The server's and the browser's zone may differ; both write the same day. */
export const dayOf = (at: string) => day.format(new Date(at))

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })

/** Until when a disconnected connection can be had back. */
export function restorableWords(disconnectedAt: string | null): string {
  if (!disconnectedAt) return ""
  const until = new Date(Date.parse(disconnectedAt) + times.restoreWindow).toISOString()
  return `It can be restored until ${dayOf(until)}; then its credentials are destroyed.`
}

export const outcomeLooks = {
  pending: { tone: "idle", word: "Waiting", icon: "clock" },
  running: { tone: "run", word: "Checking", icon: "ring" },
  passed: { tone: "ok", word: "Passed", icon: "check" },
  failed: { tone: "bad", word: "Failed", icon: "cross" },
  warning: { tone: "warn", word: "Warning", icon: "triangle" },
  skipped: { tone: "idle", word: "Skipped", icon: "minus" },
} as const satisfies Record<string, { tone: Tone; word: string; icon: StatusIconName }>

/** Processing for over 15 minutes (VAL-5). */
export const stuckAdvice = [
  "Check the credentials: a user that was renamed or a key that was revoked may never be answered.",
  "Check the platform's status page: it may have an outage.",
  "Check the network: an IP allowlist or a firewall may drop what Patchbay sends.",
]

/** Authentication failed (VAL-6). */
export const refusedAdvice = [
  "The credentials are incorrect: a wrong password, an expired token or an invalid key file.",
  "The project, account or database is missing or wrong.",
  "The user or service account is not enabled for sign-in.",
]

/** Connected, and no tables to see (VAL-7). */
export const noTablesAdvice = [
  "Check that the credential has read permission on the tables.",
  "Check that the project, dataset or schema is the right one.",
  "Check that the tables are there and are not empty.",
]
