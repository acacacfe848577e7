"use server"

import { createAudience } from "@/lib/audiences/create"
import { removeAudience } from "@/lib/audiences/remove"
import { updateAudience } from "@/lib/audiences/update"
import { action } from "@/lib/doors/action"

export const createAudienceAction = action(createAudience)
export const updateAudienceAction = action(updateAudience)
export const removeAudienceAction = action(removeAudience)
