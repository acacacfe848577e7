import "server-only"
import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import { notices } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"

/** A person's inbox is their own: whoever looks at the organization as that person sees none of it. */
export function own(ctx: Context): SQL | undefined {
  const { userId, seenBy } = personOf(ctx)
  if (seenBy) return sql`false`
  return and(eq(notices.organizationId, ctx.organizationId), eq(notices.userId, userId))
}

export const unread = (ctx: Context): SQL | undefined => and(own(ctx), isNull(notices.readAt))

export async function countUnread(ctx: Context): Promise<number> {
  return ctx.db.$count(notices, unread(ctx))
}
