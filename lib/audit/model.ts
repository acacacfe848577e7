import * as z from "zod"
import { isKeepable } from "../access/keepable"
import type { ConnectionId, UserId } from "../base/ids"
import type { AccessChange } from "../impact/model"

const day = z.iso.date().optional().catch(undefined)
const seq = z.coerce.number().int().min(1).optional().catch(undefined)

/** The log's address. What is not understood falls back, so that an old link still opens. */
export const auditFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  /** A member's id, or `worker`. */
  actor: z.string().max(64).optional().catch(undefined),
  /** The noun of the verb: connection, member, team. */
  about: z
    .string()
    .max(40)
    .regex(/^[a-zA-Z]+$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  /** Older, or newer, than this line. */
  after: seq,
  before: seq,
  size: z.coerce.number().int().min(10).max(1_000).catch(50).default(50),
})
export type AuditFilter = z.output<typeof auditFilter>

export type AuditRow = {
  seq: number
  at: string
  /** Null for the worker. */
  actor: { id: UserId | null; name: string }
  verb: string
  /** The subject's id, and its name where it still has one. */
  subject: { id: string; name: string | null }
  detail: Record<string, unknown>
  requestId: string
  /** For a change of access: what would take it back. */
  revert: { connectionId: ConnectionId; change: AccessChange } | null
}
/** `total` is exact up to 1,000. */
export type AuditPage = { rows: AuditRow[]; next: number | null; previous: number | null; total: number; more: boolean }

/** "connection.changeAccess" reads "Connection: change access". */
export function sayVerb(verb: string): string {
  const [noun = "", deed = ""] = verb.split(".").map((word) => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}: ${deed}`
}

/** A line's particulars as short pairs. `[before, after]` reads "before → after". */
export function sayDetail(detail: Record<string, unknown>): { key: string; value: string }[] {
  return Object.entries(detail).flatMap(([key, value]) =>
    value === null || value === undefined
      ? []
      : [{ key: words(key), value: isChange(key, value) ? value.map(said).join(" → ") : said(value) }],
  )
}

const changes = ["name", "visibility", "mode", "role", "seat", "owner", "kind"]
const isChange = (key: string, value: unknown): value is [unknown, unknown] =>
  changes.includes(key) && Array.isArray(value) && value.length === 2
const words = (key: string) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
const said = (value: unknown): string => {
  if (value === null || value === undefined) return "none"
  if (isCounts(value)) return counts(value)
  if (typeof value === "object") return Array.isArray(value) && value.length === 0 ? "none" : JSON.stringify(value)
  return String(value)
}

const isCounts = (value: unknown): value is Record<string, number> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((n) => typeof n === "number")
const counts = (of: Record<string, number>) =>
  Object.entries(of)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${what} ${n}`)
    .join(", ") || "none"
