import "server-only"
import { cache } from "react"
import { database } from "@/db/client"
import { findSession, type Session } from "@/lib/sessions/find"
import { tokenOfRequest } from "./auth"

export type { Session }

/** The session row behind this request's cookie, or null. The row decides; a cookie whose row is gone is nothing. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = await tokenOfRequest()
  return token ? findSession(database(), token) : null
})
