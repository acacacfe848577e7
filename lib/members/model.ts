import * as z from "zod"
import type { MemberRole } from "@/lib/access/permissions"
import { idOf } from "@/lib/base/ids"

export const memberRole = z.enum(["owner", "admin", "editor", "marketer"])
export const memberRef = z.object({ userId: idOf("usr") })

export const memberEdit = memberRef.extend({
  /** The version that the person saw. Teams are sent as what to add and what to take away, so that two people may edit at once. */
  version: z.int32(),
  role: memberRole.optional(),
  seat: z.boolean().optional(),
  addTeams: z.array(idOf("tea")).max(200).default([]),
  removeTeams: z.array(idOf("tea")).max(200).default([]),
})

export const roleLabels: Record<MemberRole, string> = { owner: "Owner", admin: "Admin", editor: "Editor", marketer: "Marketer" }
export const roleDeeds: Record<MemberRole, string> = {
  owner: "Everything an admin may do, and makes and unmakes owners.",
  admin: "Governs all connections, teams and members.",
  editor: "Creates connections and shares their own.",
  marketer: "Uses the connections that are shared with them.",
}

/** Only an owner may make or unmake owners. Buttons and verbs both ask here. */
export const mayGive = (own: string, from: MemberRole, to: MemberRole): boolean => own === "owner" || (from !== "owner" && to !== "owner")
