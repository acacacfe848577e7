"use server"

import { action } from "@/lib/doors/action"
import { markRead } from "@/lib/inbox/mark-read"

export const markReadAction = action(markRead)
