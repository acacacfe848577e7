import * as z from "zod"
import type { Reason } from "../access/decide"
import { isKeepable } from "../access/keepable"
import { type AudienceId, type ConnectionId, idOf, type TeamId, type UserId } from "../base/ids"
import type { Column } from "../connectors/connector"
import { counted, target } from "../questions/model"
import { type Condition, conditionsOf, type Filter } from "../sql/model"
import { wrongWith } from "../sql/operands"

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
const controls = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
export const audienceName = z
  .string("Give the audience a name.")
  .trim()
  .min(1, "Give the audience a name.")
  .max(120, "A name has at most 120 characters. Shorten it.")
  .refine((name) => !controls.test(name), "The name holds a control or direction character. Type it again without pasting.")

export const newAudience = target.extend({ name: audienceName, counted: counted.optional() })
export const audienceRef = z.strictObject({ audienceId: idOf("aud") })
export const editedAudience = newAudience.extend({ audienceId: idOf("aud"), version: z.int32() })

export const audienceFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  after: z.string().max(200).optional().catch(undefined),
  before: z.string().max(200).optional().catch(undefined),
  size: z.coerce.number().int().min(10).max(200).catch(50).default(50),
})

/** What is still missing in a condition, in a sentence; nothing when it is whole. */
export function wrongIn(condition: Condition, columns: readonly Column[]): string | undefined {
  const column = columns.find(({ name }) => name === condition.column)
  if (condition.column === "") return "Choose a column."
  return column ? wrongWith(condition, column.kind) : `${condition.column} is no longer in the table. Choose another column.`
}

export const isWhole = (filter: Filter, columns: readonly Column[]): boolean =>
  conditionsOf(filter).every((condition) => !wrongIn(condition, columns))

/** Why an audience has stopped: its maker's right or seat is gone, or what it reads is. */
export type Flag = { reason: Exclude<Reason, "yes"> | "maker left" | "table gone" | "column gone" | "unreadable"; explanation: string }

/** The words on a flagged audience. They name no connection, so that whoever may see the audience may read them. */
export const flags: Record<Flag["reason"], string> = {
  "not found": "The connection was deleted.",
  role: "Access to the connection was withdrawn from its maker.",
  "not granted": "Access to the connection was withdrawn.",
  "not in team": "Its maker has left the team that may use the connection.",
  "no seat": "Its maker has no seat in the subscription.",
  "not active": "The connection is not Active.",
  unshareable: "The platform does not support connection sharing.",
  "maker left": "Its maker is no longer a member of the organization.",
  "table gone": "The table is no longer in the source.",
  "column gone": "A column of the filter is gone or has changed its type.",
  unreadable: "The source no longer lets the connection read the table.",
}

export type AudienceRow = {
  id: AudienceId
  name: string
  /** Null when the viewer may not know which connection it is. */
  connection: { id: ConnectionId; name: string; platform: string } | null
  schema: string
  table: string
  lastCount: number | null
  countedAt: string | null
  team: { id: TeamId; name: string } | null
  maker: { id: UserId; name: string }
  updatedAt: string
  /** Set when it has stopped; it is then read-only for everybody. */
  flag: Flag | null
}
export type AudienceDetail = AudienceRow & {
  filter: Filter
  /** The filter as a person would say it. */
  sentence: string
  /** What the filter can speak of; empty for who may only look. */
  columns: Column[]
  version: number
  createdAt: string
  /** Why this viewer may look and not change; null when they may change it. */
  readOnly: string | null
}
export type AudiencePage = { rows: AudienceRow[]; next: string | null; previous: string | null; total: number; more: boolean }

/** What a second editor needs to see after a conflict. */
export type PresentAudience = { name: string; filter: Filter; version: number; updatedAt: string }
