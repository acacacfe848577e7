import * as z from "zod"
import { isKeepable } from "../access/keepable"
import { type ConnectionId, idOf, type RunId } from "../base/ids"
import { type ConnectionDetail, many } from "../connections/model"
import { type Health, healths, type Status } from "../connections/states"
import type { Blocker } from "../impact/model"
import type { Recent } from "../usage/states"
import { authorizationSorts, mostChecked } from "./states"

/** The dashboard's address. What is not understood falls back, so that an old link still opens. */
export const authorizationFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  status: many(healths),
  provider: z
    .string()
    .max(400)
    .refine(isKeepable)
    .catch("")
    .default("")
    .transform((value) => value.split(",").filter(Boolean)),
  sort: z.enum(authorizationSorts).catch("attention").default("attention"),
  direction: z.enum(["asc", "desc"]).catch("asc").default("asc"),
  /** Opaque: where the page begins or ends. */
  after: z.string().max(4_000).optional().catch(undefined),
  before: z.string().max(4_000).optional().catch(undefined),
  size: z.coerce.number().int().min(10).max(mostChecked).catch(50).default(50),
})
export type AuthorizationFilter = z.output<typeof authorizationFilter>

/** A connection seen from the security side: the same row under the names of that page. */
export type AuthorizationRow = {
  id: ConnectionId
  label: string
  description: string
  platform: string
  provider: string
  method: string
  health: Health
  status: Status
  checkedAt: string | null
  expiresAt: string | null
  /** How many jobs run, sleep or are paused on it. */
  jobs: number
  /** The requests of the last 24 hours; null where they cannot be counted. */
  recent: Recent | null
  createdBy: string
  modifiedAt: string
  /** A check is queued or under way. */
  checking: boolean
}
/** `total` is exact up to 1,000; above, `more` is true and the screen says "1,000+". */
export type AuthorizationPage = { rows: AuthorizationRow[]; next: string | null; previous: string | null; total: number; more: boolean }

/** The summary: the same facts as of the connection, and what would stand in the way of its deletion, for those who may delete it. */
export type AuthorizationDetail = ConnectionDetail & { methodName: string; blocking: Blocker[] }

export const checkedNow = z.strictObject({ connectionIds: z.array(idOf("con")).min(1).max(mostChecked) })
/** What was asked for, and what was not and why. */
export type Checked = {
  asked: { id: ConnectionId; name: string; runId: RunId; joined: boolean }[]
  refused: { id: ConnectionId; why: string }[]
}
