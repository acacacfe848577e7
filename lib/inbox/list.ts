import "server-only"
import type { SQL } from "drizzle-orm"
import { notices } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { newestFirst } from "@/lib/dependents/newest"
import { exactly } from "@/lib/dependents/select"
import { inboxFilter, type NoticePage, type NoticeRow } from "./model"
import { countUnread, own } from "./own"

/** A person's own notices, the newest first, page by page. */
export const listNotices = query("notice.list", inboxFilter, async (ctx, asked): Promise<NoticePage> => {
  const { id, createdAt: at } = notices
  const listed = {
    table: notices,
    at,
    id,
    where: own(ctx),
    select: (where: SQL | undefined, order: SQL[], limit: number) =>
      ctx.db
        .select({
          id,
          tone: notices.tone,
          title: notices.title,
          body: notices.body,
          path: notices.path,
          createdAt: at,
          readAt: notices.readAt,
          key: exactly(at),
        })
        .from(notices)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  }
  const page = await newestFirst(ctx, asked, listed, ({ key: _, ...row }): NoticeRow => row)
  return { ...page, unread: await countUnread(ctx) }
})
