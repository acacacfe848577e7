"use server"

import { createDataSource } from "@/lib/data-sources/create"
import { removeDataSource } from "@/lib/data-sources/remove"
import { action } from "@/lib/doors/action"

export const createDataSourceAction = action(createDataSource)
export const removeDataSourceAction = action(removeDataSource)
