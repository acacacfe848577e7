import "server-only"
import { and, eq, gt } from "drizzle-orm"
import { memberships, sessions } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { withinPerson } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"

/** Whether what this stream was opened with still holds: the session, the membership, its role and seat. */
export async function standingOf(ctx: Context): Promise<"holds" | "session" | "membership"> {
  const { userId, sessionId, role, seat } = personOf(ctx)
  const at = now()
  const idleSince = new Date(at.getTime() - times.sessionIdle).toISOString()
  return withinPerson(ctx.db, { userId, organizationId: ctx.organizationId }, async (tx) => {
    const [session] = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          eq(sessions.id, sessionId),
          eq(sessions.userId, userId),
          gt(sessions.expiresAt, at.toISOString()),
          gt(sessions.seenAt, idleSince),
        ),
      )
    if (!session) return "session"
    const [member] = await tx
      .select({ role: memberships.role, seat: memberships.seat })
      .from(memberships)
      .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)))
    return member?.role === role && member.seat === seat ? "holds" : "membership"
  })
}
