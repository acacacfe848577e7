import "server-only"
import { and, eq, gt, sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import { sessions } from "@/db/schema"
import { now } from "@/lib/base/clock"
import type { OrganizationId, SessionId, UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { hashOf } from "./token"

/** `viewing` is whom an owner or admin looks as, and where. */
export type Session = { id: SessionId; userId: UserId; viewing: { organizationId: OrganizationId; userId: UserId } | null }

/** Neither idle for too long nor too old. */
export const alive = () => {
  const at = now()
  return and(gt(sessions.expiresAt, at.toISOString()), gt(sessions.seenAt, new Date(at.getTime() - times.sessionIdle).toISOString()))
}

/** The living session behind a token. Being seen is written down, but not on every request. */
export async function findSession(db: Database, token: string): Promise<Session | null> {
  const [found] = await db.execute<{
    id: SessionId
    user_id: UserId
    seen_at: string
    viewing_in: OrganizationId | null
    viewing_as: UserId | null
  }>(sql`select id, user_id, seen_at, viewing_in, viewing_as from sessions where token_hash = ${hashOf(token)} and ${alive()}`)
  if (!found) return null
  const { id, user_id: userId, seen_at: seenAt, viewing_in: viewingIn, viewing_as: viewingAs } = found
  const at = now()
  if (at.getTime() - new Date(seenAt).getTime() > 5 * times.minute)
    await db.update(sessions).set({ seenAt: at.toISOString() }).where(eq(sessions.id, id))
  return { id, userId, viewing: viewingIn && viewingAs ? { organizationId: viewingIn, userId: viewingAs } : null }
}
