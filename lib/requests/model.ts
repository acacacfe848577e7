import * as z from "zod"
import type { ConnectionId, Id, UserId } from "../base/ids"
import { idOf } from "../base/ids"

const endsAt = z.iso.datetime().nullable().default(null)
export const newRequest = z.strictObject({
  wanted: z.string().trim().min(1, "Say what you want to reach.").max(200, "Say it in at most 200 characters."),
  reason: z.string().trim().min(1, "Say what you need it for.").max(1_000, "Say it in at most 1,000 characters."),
  endsAt,
  /** Only one that the person sees already. */
  connectionId: idOf("con").optional(),
})
export const requestRef = z.strictObject({ requestId: idOf("acr") })
export const approval = requestRef.extend({ connectionId: idOf("con"), endsAt })
export const refusal = requestRef.extend({ note: z.string().trim().max(1_000, "A note has at most 1,000 characters.").default("") })

export type RequestState = "pending" | "approved" | "declined" | "withdrawn"
export type RequestView = {
  id: Id<"acr">
  person: { id: UserId; name: string; email: string }
  wanted: string
  reason: string
  endsAt: string | null
  connection: { id: ConnectionId; name: string } | null
  state: RequestState
  decidedBy: string | null
  decidedAt: string | null
  granted: { id: ConnectionId; name: string } | null
  note: string
  createdAt: string
}
/** More wait for an answer than anybody can have meant. */
export const mostPending = 20
