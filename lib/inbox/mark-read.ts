import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { notices } from "@/db/schema"
import { jotting } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { readMark } from "./model"
import { countUnread, own, unread } from "./own"

/** Marks one notice as read, or all of them. Answers how many are left. */
export const markRead = jotting("notice.markRead", readMark, async (ctx, { noticeId }) => {
  const { db } = ctx
  const one = noticeId ? eq(notices.id, noticeId) : undefined
  if (one && (await db.$count(notices, and(own(ctx), one))) === 0) throw new AppError("not_found", "There is no such notice in your inbox.")
  await db
    .update(notices)
    .set({ readAt: sql`now()` })
    .where(and(unread(ctx), one))
  return { unread: await countUnread(ctx) }
})
