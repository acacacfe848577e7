"use server"

import { action } from "@/lib/doors/action"
import { approveRequest } from "@/lib/requests/approve"
import { declineRequest } from "@/lib/requests/decline"

export const approveRequestAction = action(approveRequest)
export const declineRequestAction = action(declineRequest)
