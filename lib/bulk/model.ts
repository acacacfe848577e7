import * as z from "zod"
import { type ConnectionId, idOf } from "../base/ids"
import { type Impact, impactToken } from "../impact/model"

export const bulkDeeds = ["refresh", "assign", "make private", "disconnect", "restore"] as const
export type BulkDeed = (typeof bulkDeeds)[number]
/** As many as one can look through before one says yes. */
export const mostAtOnce = 200

const wish = {
  deed: z.enum(bulkDeeds),
  connectionIds: z.array(idOf("con")).min(1).max(mostAtOnce),
  /** For `assign`: these teams and no others; or all teams, also those made later. */
  teamIds: z.array(idOf("tea")).max(200).default([]),
  allTeams: z.boolean().default(false),
}
export const bulkWish = z.strictObject(wish)
export const bulkAct = z.strictObject({ ...wish, token: impactToken })
export type BulkWish = z.output<typeof bulkWish>

export type Refused = { id: ConnectionId; name: string; why: string }
/** What a bulk act would do: to how many rows, to which not and why, and whom all of it together affects. */
export type BulkPreview = { able: number; refused: Refused[]; impact: Impact | null }
export type BulkResult = { done: { id: ConnectionId; name: string }[]; refused: Refused[] }
