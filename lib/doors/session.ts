import "server-only"
import type { SessionId, UserId } from "@/lib/base/ids"

export type Session = { id: SessionId; userId: UserId }

/** The session row behind this request's cookie, or null. */
export async function currentSession(): Promise<Session | null> {
  return null
}
