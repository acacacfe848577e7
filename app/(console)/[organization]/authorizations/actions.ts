"use server"

import { checkNow } from "@/lib/authorizations/check-now"
import { deleteAuthorization } from "@/lib/authorizations/delete"
import { action } from "@/lib/doors/action"

export const checkNowAction = action(checkNow)
export const deleteAuthorizationAction = action(deleteAuthorization)
