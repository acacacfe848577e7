import * as z from "zod"
import { isKeepable } from "../access/keepable"
import { type ConnectionId, idOf, type RunId } from "../base/ids"
import type { ConnectionDetail } from "../connections/model"
import type { Health, Status } from "../connections/states"
import type { Blocker } from "../impact/model"

export const authorizationSorts = ["label", "description", "provider", "status", "creator", "modified"] as const
export type AuthorizationSort = (typeof authorizationSorts)[number]

/** The dashboard's address. What is not understood falls back, so that an old link still opens. */
export const authorizationFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  sort: z.enum(authorizationSorts).catch("status").default("status"),
  direction: z.enum(["asc", "desc"]).catch("asc").default("asc"),
})
export type AuthorizationFilter = z.output<typeof authorizationFilter>

/** A connection seen from the security side: the same row under the names of that page. */
export type AuthorizationRow = {
  id: ConnectionId
  label: string
  description: string
  provider: string
  platform: string
  health: Health
  status: Status
  checkedAt: string | null
  expiresAt: string | null
  createdBy: string
  modifiedAt: string
}
/** `more`: there are more than one page shows; the search finds them. */
export type Authorizations = { rows: AuthorizationRow[]; more: boolean }
export const mostAuthorizations = 200

/** The summary: the same facts as of the connection, and what would stand in the way of its deletion, for those who may delete it. */
export type AuthorizationDetail = ConnectionDetail & { methodName: string; blocking: Blocker[] }

/** As many as one page can select. */
export const mostChecked = 200
export const checkedNow = z.strictObject({ connectionIds: z.array(idOf("con")).min(1).max(mostChecked) })
/** What was asked for, and what was not and why. */
export type Checked = {
  asked: { id: ConnectionId; name: string; runId: RunId; joined: boolean }[]
  refused: { id: ConnectionId; why: string }[]
}
