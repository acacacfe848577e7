"use server"

import { action } from "@/lib/doors/action"
import { createTeam } from "@/lib/teams/create"
import { removeTeam } from "@/lib/teams/remove"
import { renameTeam } from "@/lib/teams/rename"
import { setTeamMembers } from "@/lib/teams/set-members"

export const createTeamAction = action(createTeam)
export const renameTeamAction = action(renameTeam)
export const removeTeamAction = action(removeTeam)
export const setTeamMembersAction = action(setTeamMembers)
