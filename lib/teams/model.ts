import * as z from "zod"
import { nameOf } from "@/lib/accounts/model"
import { idOf } from "@/lib/base/ids"
import { impactToken } from "@/lib/impact/model"

export const teamName = nameOf("a name", 60)
export const newTeam = z.object({ name: teamName })
export const teamRef = z.object({ teamId: idOf("tea") })
export const removedTeam = teamRef.extend({ token: impactToken })
export const teamRename = teamRef.extend({ version: z.int32(), name: teamName })
export const teamMembersEdit = teamRef.extend({
  version: z.int32(),
  add: z.array(idOf("usr")).max(1_000).default([]),
  remove: z.array(idOf("usr")).max(1_000).default([]),
  token: impactToken,
})
/** Null: no team is active, so only what is granted to all teams or to this person can be used. */
export const teamChoice = z.object({ teamId: idOf("tea").nullable() })
