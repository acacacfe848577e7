import * as z from "zod"
import type { MemberRole } from "@/lib/access/permissions"
import { type ConnectionId, idOf, type UserId } from "@/lib/base/ids"
import { impactToken } from "@/lib/impact/model"

export const memberRole = z.enum(["owner", "admin", "editor", "marketer"])
export const memberRef = z.object({ userId: idOf("usr") })

/** What becomes of one connection whose owner goes. Whatever is not given stays with whoever decides it, disconnected. */
const settlement = z.strictObject({
  connectionId: idOf("con"),
  by: z.discriminatedUnion("kind", [
    /** `reconnect` also asks the new owner for credentials of their own. */
    z.strictObject({ kind: z.literal("give"), to: idOf("usr"), reconnect: z.boolean().default(false) }),
    z.strictObject({ kind: z.literal("disconnect") }),
    z.strictObject({ kind: z.literal("replace"), with: idOf("con") }),
  ]),
})
export type Settlement = z.output<typeof settlement>
export type SettlementInput = z.input<typeof settlement>
const settle = z.array(settlement).max(500).default([])

export const removedMember = memberRef.extend({ settle, token: impactToken })
/** `role` is there when they stay, with less. */
export const leavingMember = memberRef.extend({ settle, role: z.literal("marketer").optional() })

export const memberEdit = memberRef.extend({
  /** The version that the person saw. Teams are sent as what to add and what to take away, so that two people may edit at once. */
  version: z.int32(),
  role: memberRole.optional(),
  seat: z.boolean().optional(),
  addTeams: z.array(idOf("tea")).max(200).default([]),
  removeTeams: z.array(idOf("tea")).max(200).default([]),
  settle,
  token: impactToken,
})

export type OwnedConnection = {
  id: ConnectionId
  name: string
  platform: string
  lifecycle: "live" | "disconnected"
  visibility: "private" | "shared"
  /** What could take its place: of the same platform and Active. */
  candidates: { id: ConnectionId; name: string }[]
}
export type Owned = {
  connections: OwnedConnection[]
  /** Who could own them from now on. */
  people: { userId: UserId; name: string }[]
  /** Who keeps what is not given. */
  heir: UserId
}

export const roleLabels: Record<MemberRole, string> = { owner: "Owner", admin: "Admin", editor: "Editor", marketer: "Marketer" }
export const roleDeeds: Record<MemberRole, string> = {
  owner: "Everything an admin may do, and makes and unmakes owners.",
  admin: "Governs all connections, teams and members.",
  editor: "Creates connections and shares their own.",
  marketer: "Uses the connections that are shared with them.",
}

/** Only an owner may make or unmake owners. Buttons and verbs both ask here. */
export const mayGive = (own: string, from: MemberRole, to: MemberRole): boolean => own === "owner" || (from !== "owner" && to !== "owner")
