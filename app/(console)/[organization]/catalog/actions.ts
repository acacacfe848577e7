"use server"

import { requestPlatform } from "@/lib/catalog/request"
import { action } from "@/lib/doors/action"

export const requestPlatformAction = action(requestPlatform)
