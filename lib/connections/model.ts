import * as z from "zod"
import type { Action, Grant, Reason } from "../access/decide"
import { isKeepable } from "../access/keepable"
import type { Role } from "../access/permissions"
import { type ConnectionId, idOf, type RunId, type TeamId, type UserId } from "../base/ids"
import type { CheckResult } from "../connectors/connector"
import { accessChange, type DependentKind, impactToken } from "../impact/model"
import { type Destination, destinations } from "../organizations/model"
import type { CredentialView } from "./credential"
import { type Health, healths, type Status, sorts, statuses } from "./states"

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
const controls = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
export const connectionName = z
  .string("Give the connection a name.")
  .trim()
  .min(1, "Give the connection a name.")
  .max(120, "A name has at most 120 characters. Shorten it.")
  .refine((name) => !controls.test(name), "The name holds a control or direction character. Type it again without pasting.")

/** Also all client accounts of the agency. */
const clients = z.boolean().default(false)
/** Who may use a new connection. `default` is what the maker's role begins with (product.md, rule 5). */
export const access = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("default") }),
  z.strictObject({ kind: z.literal("private") }),
  z.strictObject({ kind: z.literal("all teams"), clients }),
  z.strictObject({ kind: z.literal("teams"), teamIds: z.array(idOf("tea")).max(500), clients }),
])
export type Access = z.output<typeof access>
export type AccessInput = z.input<typeof access>

/** Destinations whose answers many read: a connection that is made for one of them begins shared. */
const open: readonly Destination[] = ["Power BI", "API", "Data warehouse"]

/** How a new connection begins unless its maker chooses: a keeper's with all teams, another's private, and for an open destination shared. */
export const usualAccess = (role: Role, destination?: Destination): "all teams" | "private" =>
  role === "owner" || role === "admin" || (destination && open.includes(destination)) ? "all teams" : "private"

export const answers = z.record(z.string().max(64), z.unknown())
export const newConnection = z.strictObject({
  platform: z.string().max(64),
  method: z.string().max(64),
  name: connectionName,
  description: z.string().trim().max(1_000, "A description has at most 1,000 characters.").default(""),
  settings: answers,
  /** The secret answers: sealed before the transaction ends, never stored or returned. */
  keys: answers,
  access: access.default({ kind: "default" }),
  /** What the query is for that the connection is made for. */
  destination: z.enum(destinations).optional(),
})
export const connectionRef = z.strictObject({ connectionId: idOf("con") })
export const editedConnection = connectionRef.extend({
  name: connectionName,
  description: z.string().trim().max(1_000, "A description has at most 1,000 characters."),
  version: z.int32(),
})
/** Who may use it, as a change from the version that was seen: two people who touch different principals both win. */
export const changedAccess = connectionRef.extend({ version: z.int32(), change: accessChange, token: impactToken })

/** Some of these words, as a list or as an address writes it. */
export const many = <T extends string>(words: readonly T[]) =>
  z
    .union([z.array(z.string()), z.string()])
    .optional()
    .transform((value) =>
      (Array.isArray(value) ? value : (value ?? "").split(",")).filter((word): word is T => (words as readonly string[]).includes(word)),
    )
/** The list's address. What is not understood falls back, so that an old link still opens. */
export const connectionFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  status: many(statuses),
  health: many(healths),
  lifecycle: many(["live", "disconnected"] as const),
  source: z
    .string()
    .max(200)
    .refine(isKeepable)
    .catch("")
    .default("")
    .transform((value) => value.split(",").filter(Boolean)),
  team: z
    .union([idOf("tea"), z.literal("none")])
    .optional()
    .catch(undefined),
  owner: idOf("usr").optional().catch(undefined),
  sort: z.enum(sorts).catch("name").default("name"),
  direction: z.enum(["asc", "desc"]).catch("asc").default("asc"),
  /** Opaque: where the page begins or ends. */
  after: z.string().max(600).optional().catch(undefined),
  before: z.string().max(600).optional().catch(undefined),
  size: z.coerce.number().int().min(10).max(200).catch(50).default(50),
})
export type ConnectionFilter = z.output<typeof connectionFilter>

type Until = { endsAt?: string }
/** What the column says. `endsAt` of people stands there when one person is named; `clients` in an agency alone. */
export type SharedWith =
  | { kind: "private" }
  | { kind: "none" }
  | (Until & { kind: "all teams"; clients?: "all" | number })
  | (Until & { kind: "some"; teams: (Until & { id: TeamId; name: string })[]; people: number; clients?: "all" | number })
export type RunView = {
  id: RunId
  kind: "validation" | "refresh" | "health" | "transfer"
  state: "queued" | "running" | "succeeded" | "failed" | "timed out" | "cancelled"
  progress: { step: string; tables?: number; schemas?: number; columns?: number } | null
  reason: string | null
  startedBy: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

/** One row of a list: everything that a table cell shows and nothing more. */
export type ConnectionRow = {
  id: ConnectionId
  name: string
  locator: string
  platform: string
  platformName: string
  type: "Source" | "Destination"
  status: Status
  statusReason: string | null
  statusSince: string
  /** Derived: Processing for over 15 minutes. */
  stuck: boolean
  lifecycle: "live" | "disconnected"
  health: Health
  missingGrants: number
  visibility: "private" | "shared"
  sharedWith: SharedWith
  owner: { id: UserId; name: string }
  /** False for a tool: it has no schema to read, and no table count. */
  hasTables: boolean
  tableCount: number | null
  schemaRefreshedAt: string | null
  /** The refresh under way, if any. */
  refresh: RunView | null
  createdAt: string
  /** What this person may do to the row. What they may not is absent. */
  may: Partial<Record<Action, boolean>>
}
/** `total` is exact up to 1,000; above, `more` is true and the screen says "1,000+". */
export type ConnectionPage = { rows: ConnectionRow[]; next: string | null; previous: string | null; total: number; more: boolean }

export type CheckView = {
  key: string
  title: string
  outcome: "pending" | "running" | "passed" | "failed" | "warning" | "skipped"
  message: string
  grants: NonNullable<CheckResult["grants"]>
  excess: NonNullable<CheckResult["excess"]>
  durationMs: number | null
}
export type ConnectionDetail = ConnectionRow & {
  description: string
  method: string
  settings: Record<string, unknown>
  healthReason: string | null
  checkedAt: string | null
  /** Set while it is disconnected: the restore window counts from here. */
  disconnectedAt: string | null
  snapshot: number | null
  version: number
  updatedAt: string
  /** Those that have not ended. */
  grants: { principal: Grant["principal"]; id: string | null; name: string; endsAt: string | null }[]
  credential: CredentialView | null
  /** Every team of the organization with whether it is selected; `members` may use the connection in it. */
  teams: { id: TeamId; name: string; members: number; selected: boolean; audiences: number }[]
  validation: (RunView & { checks: CheckView[] }) | null
  lastRefresh: RunView | null
  /** How many live queries, audiences ... lean on it. */
  dependents: Record<DependentKind, number>
}

/** The line of the audit log that is taken back. */
export const revertedAccess = z.strictObject({ seq: z.int().min(1), token: impactToken })

/** What a transfer to the agency would mean. `gain`: how many people of the client account may use it then and cannot now. */
export type TransferPreview = { agency: string; owner: string; ownerStays: boolean; gain: number }

/** An entry of the picker: usable, or greyed with the reason. What is not granted is absent. */
export type UsableConnection = {
  id: ConnectionId
  name: string
  platform: string
  locator: string
  /** Its platform bills what a question reads: what a count would read is told before it is asked. */
  charges?: true
  usable: boolean
  reason: Exclude<Reason, "yes"> | null
  explanation: string | null
  /** The chain that led to the answer; for what is greyed. */
  path: string[]
}
