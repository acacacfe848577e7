import * as z from "zod"
import type { Reason } from "../access/decide"
import { isKeepable } from "../access/keepable"
import type { ConnectionId, TeamId, UserId } from "../base/ids"

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
const controls = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** The name of what is made on a connection: "audience", "query". */
export const nameOf = (what: string) =>
  z
    .string(`Give the ${what} a name.`)
    .trim()
    .min(1, `Give the ${what} a name.`)
    .max(120, "A name has at most 120 characters. Shorten it.")
    .refine((name) => !controls.test(name), "The name holds a control or direction character. Type it again without pasting.")

/** A list of them, the newest first. What is not understood falls back, so that an old link still opens. */
export const newestFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  after: z.string().max(200).optional().catch(undefined),
  before: z.string().max(200).optional().catch(undefined),
  size: z.coerce.number().int().min(10).max(200).catch(50).default(50),
})
/** `total` is exact up to 1,000. */
export type Newest<Row> = { rows: Row[]; next: string | null; previous: string | null; total: number; more: boolean }

/** Why what leans on a connection has stopped: its maker's right or seat is gone, or what it reads is. */
export type Flag = {
  reason:
    | Exclude<Reason, "yes">
    | "private"
    | "disconnected"
    | "maker left"
    | "table gone"
    | "column gone"
    | "unreadable"
    | "account gone"
    | "destination"
    | "not enabled"
    | "audience"
  explanation: string
}

/** The words of a flag. They name no connection, so that whoever may see what is flagged may read them. */
export const flags: Record<Flag["reason"], string> = {
  "not found": "The connection was deleted.",
  role: "Access to the connection was withdrawn from its maker.",
  "not granted": "Access to the connection was withdrawn.",
  "not in team": "Its maker has left the team that may use the connection.",
  "no seat": "Its maker has no seat in the subscription.",
  "not active": "The connection is not Active.",
  disconnected: "The connection was disconnected.",
  unshareable: "The platform does not support connection sharing.",
  private: "It is on a private connection: only the person who logged in can use it.",
  "maker left": "Its maker is no longer a member of the organization.",
  "table gone": "The table is no longer in the source.",
  "column gone": "A column that it uses is gone or has changed its type.",
  unreadable: "The source no longer lets the connection read the table.",
  "account gone": "The account is no longer in the source.",
  "not enabled": "The way in which its authorization signs in does not enable this job.",
  audience: "Its audience was deleted.",
  destination: "The subscription does not cover its destination.",
}

/** What everything that leans on a connection shows of itself. */
export type LeaningView = {
  /** Null when the viewer may not know which connection it is. */
  connection: { id: ConnectionId; name: string; platform: string } | null
  team: { id: TeamId; name: string } | null
  maker: { id: UserId; name: string }
  /** Set when it has stopped; it is then read-only for everybody. */
  flag: Flag | null
}
