"use server"

import { action } from "@/lib/doors/action"
import { activateTeam } from "@/lib/teams/activate"

export const activateTeamAction = action(activateTeam)
