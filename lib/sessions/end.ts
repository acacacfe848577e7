import "server-only"
import { and, eq, lt, ne, or } from "drizzle-orm"
import type { Database } from "@/db/client"
import { sessions } from "@/db/schema"
import { now } from "@/lib/base/clock"
import type { SessionId, UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"

/** One session of one's own. Somebody else's is left as it is. */
export const endSession = (db: Database, userId: UserId, id: SessionId) =>
  db.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.id, id)))

/** Signs a person out everywhere, or everywhere but here. */
export const endSessions = (db: Database, userId: UserId, but?: SessionId) =>
  db.delete(sessions).where(and(eq(sessions.userId, userId), but && ne(sessions.id, but)))

/** Rows that nobody can use any more. */
export function endExpired(db: Database, userId: UserId) {
  const at = now()
  const idle = new Date(at.getTime() - times.sessionIdle).toISOString()
  return db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), or(lt(sessions.expiresAt, at.toISOString()), lt(sessions.seenAt, idle))))
}
