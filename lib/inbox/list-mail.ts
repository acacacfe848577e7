import "server-only"
import { and, eq, type SQL } from "drizzle-orm"
import { mails, notices, organizations, users } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { Newest } from "@/lib/dependents/model"
import { newestFirst } from "@/lib/dependents/newest"
import { exactly } from "@/lib/dependents/select"
import { compose, sendsMail } from "@/lib/notices/compose"
import { inboxFilter, type MailRow } from "./model"

/** What would have been sent, to whom, if there were a mail server. Where there is one, letters are nobody's but their reader's. */
export const listMail = query("mail.list", inboxFilter, async (ctx, asked): Promise<Newest<MailRow>> => {
  if (sendsMail()) throw new AppError("not_found", "Mail is sent, not kept.")
  const { id, createdAt: at } = mails
  const listed = {
    table: mails,
    at,
    id,
    where: and(eq(mails.organizationId, ctx.organizationId), eq(mails.state, "kept")),
    select: (where: SQL | undefined, order: SQL[], limit: number) =>
      ctx.db
        .select({
          id,
          to: { name: users.name, email: users.email },
          subject: mails.subject,
          text: mails.text,
          path: notices.path,
          organization: { slug: organizations.slug, name: organizations.name },
          createdAt: at,
          key: exactly(at),
        })
        .from(mails)
        .innerJoin(users, eq(users.id, mails.userId))
        .innerJoin(organizations, eq(organizations.id, mails.organizationId))
        .leftJoin(notices, and(eq(notices.organizationId, mails.organizationId), eq(notices.id, mails.noticeId)))
        .where(where)
        .orderBy(...order)
        .limit(limit),
  }
  return newestFirst(ctx, asked, listed, ({ id, to, createdAt, ...written }): MailRow => ({ id, to, createdAt, ...compose(written) }))
})
