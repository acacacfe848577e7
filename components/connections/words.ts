import type { StatusIconName } from "@/components/ui/status-icon"
import type { Tone } from "@/components/ui/status-badge"
import type { ConnectionRow, SharedWith } from "@/lib/connections/model"

type Look = { tone: Tone; word: string; reason?: string }

/** The badge of a connection: its status, and why, after a middle dot. */
export function statusLook({ status, statusReason, stuck, lifecycle, missingGrants }: Pick<ConnectionRow, "status" | "statusReason" | "stuck" | "lifecycle" | "missingGrants">): Look {
  if (lifecycle === "disconnected") return { tone: "bad", word: "Inactive", reason: "disconnected" }
  if (status === "Processing") return stuck ? { tone: "warn", word: status, reason: "stuck" } : { tone: "run", word: status }
  if (status === "Active")
    return missingGrants > 0 ? { tone: "warn", word: status, reason: `${missingGrants} missing ${missingGrants === 1 ? "grant" : "grants"}` } : { tone: "ok", word: status }
  return { tone: status === "Inactive" ? "bad" : "idle", word: status, ...(statusReason && { reason: statusReason }) }
}

export function sharedWithWords(sharedWith: SharedWith): string {
  if (sharedWith.kind === "private") return "Private"
  if (sharedWith.kind === "all teams") return "All teams"
  if (sharedWith.kind === "none") return "No team"
  const people = sharedWith.people === 0 ? [] : [sharedWith.people === 1 ? "1 person" : `${sharedWith.people} people`]
  return [...sharedWith.teams.map(({ name }) => name), ...people].join(", ")
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
  "Check the credentials: a user that was renamed or a key that was revoked never answers.",
  "Check the platform's status page: it may have an outage.",
  "Check the network: an IP allow list or a firewall may drop what Patchbay sends.",
]

/** Authentication failed (VAL-6). */
export const refusedAdvice = [
  "The credentials are incorrect: a wrong password, an expired token or an invalid key file.",
  "The project, account or database is missing or wrong.",
  "The user or service account is not enabled for sign-in.",
]

/** Connected, and no tables to see (VAL-7). */
export const noTablesAdvice = [
  "Check that the credential may read the tables.",
  "Check that the project, dataset or schema is the right one.",
  "Check that the tables exist and are not empty.",
]
