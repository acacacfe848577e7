"use server"

import { action } from "@/lib/doors/action"
import { updateOrganization } from "@/lib/organizations/update"

export const updateOrganizationAction = action(updateOrganization)
