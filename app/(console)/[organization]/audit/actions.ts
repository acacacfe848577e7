"use server"

import { revertAccess } from "@/lib/connections/revert-access"
import { action } from "@/lib/doors/action"

export const revertAccessAction = action(revertAccess)
