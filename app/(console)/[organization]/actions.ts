"use server"

import { action } from "@/lib/doors/action"
import { previewImpact } from "@/lib/impact/preview"
import { stopViewing } from "@/lib/members/stop-viewing"
import { activateTeam } from "@/lib/teams/activate"

export const activateTeamAction = action(activateTeam)
export const stopViewingAction = action(stopViewing)
export const previewImpactAction = action(previewImpact)
