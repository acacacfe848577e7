"use server"

import { action } from "@/lib/doors/action"
import { createRequest } from "@/lib/requests/create"
import { withdrawRequest } from "@/lib/requests/withdraw"

export const createRequestAction = action(createRequest)
export const withdrawRequestAction = action(withdrawRequest)
