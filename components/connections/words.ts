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

export const sharedWithWords = (sharedWith: SharedWith): string => sharedWithNames(sharedWith).join(", ")

/** Each with whom it is shared, with the day on which that ends: "Consumer until 3 Dec". */
export function sharedWithNames(sharedWith: SharedWith): string[] {
  if (sharedWith.kind === "private") return ["Private"]
  if (sharedWith.kind === "none") return ["No team"]
  const { clients = 0, endsAt } = sharedWith
  const lent = clients === "all" ? ["All client accounts"] : counted(clients, "client account", "client accounts")
  if (sharedWith.kind === "all teams") return [withEnd("All teams", endsAt), ...lent]
  const people = counted(sharedWith.people, "person", "people").map((words) => withEnd(words, endsAt))
  return [...sharedWith.teams.map((team) => withEnd(team.name, team.endsAt)), ...people, ...lent]
}

const counted = (n: number, one: string, many: string) => (n === 0 ? [] : [`${n.toLocaleString("en")} ${n === 1 ? one : many}`])
const withEnd = (words: string, endsAt?: string) => (endsAt ? `${words} until ${lastDayOf(endsAt)}` : words)

/** An end is exclusive: what ends on 4 Dec at midnight is there until 3 Dec. The year is said when it is another. */
export function lastDayOf(endsAt: string, now = new Date()): string {
  const last = new Date(new Date(endsAt).getTime() - 1)
  return (last.getUTCFullYear() === now.getUTCFullYear() ? dayInYear : day).format(last)
}
/** The same as a date field writes it, and back: the whole day is included. */
export const dayBefore = (endsAt: string | null) => (endsAt ? new Date(new Date(endsAt).getTime() - 1).toISOString().slice(0, 10) : "")
export function endOfDay(day: string): string | null {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return null
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString()
}

/** A date as the list shows it. The server's and the browser's zone may differ; both write the same day. */
export const dayOf = (at: string) => day.format(new Date(at))

const dayInYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })
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

/** It worked and does not now (CON-18). */
export const inactiveAdvice = [
  "Check whether the credential has expired, or was revoked or changed at the source.",
  "Check whether the source was moved, renamed or configured differently.",
  "Check whether a permission was taken away; its checks name it with the statement that gives it back.",
]

/** The same two of a tool, which has keys and scopes and no databases. */
export const refusedToolAdvice = [
  "The secret is incorrect: it has ended, was replaced, or was not copied whole.",
  "The settings name another region, data centre or account than the one the secret belongs to.",
  "The app or the person behind the secret was removed or switched off at the tool.",
]
export const toolAdvice = [
  "Check whether the secret has ended, or was deleted or replaced at the tool.",
  "Check whether a scope was taken away; its checks name it and say where to add it.",
  "Check whether the tool admits known addresses only, and whether its plan still includes the interface.",
]

/** Connected, and no tables to see (VAL-7). */
export const noTablesAdvice = [
  "Check that the credential has read permission on the tables.",
  "Check that the project, dataset or schema is the right one.",
  "Check that the tables are there and are not empty.",
]
