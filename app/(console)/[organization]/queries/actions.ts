"use server"

import { action } from "@/lib/doors/action"
import { createQuery } from "@/lib/queries/create"
import { refreshQuery } from "@/lib/queries/refresh"
import { removeQuery } from "@/lib/queries/remove"
import { updateQuery } from "@/lib/queries/update"

export const createQueryAction = action(createQuery)
export const updateQueryAction = action(updateQuery)
export const refreshQueryAction = action(refreshQuery)
export const removeQueryAction = action(removeQuery)
