import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { mails, memberships, notices, organizations, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import type { MailId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { enqueue } from "@/lib/queue/enqueue"
import { compose } from "./compose"
import { type Delivery, deliver, type Letter } from "./deliver"
import { sendMailJob } from "./jobs"

/** Waits between attempts, in seconds: the last comes about a day after the first. */
const waits = [times.minute, 5 * times.minute, 30 * times.minute, 2 * times.hour, 6 * times.hour, 15 * times.hour].map(
  (wait) => wait / times.second,
)

type News = { mailId: MailId; attempt: number; outcome: Delivery | "kept" }

/**
 * Sends one mail that waits. Once, as far as SMTP allows: it has no word for "this one again", so a worker that dies between the mail server's
 * yes and the row's new state sends it a second time, under the same Message-ID. Only a mail that still waits is sent or changes its state.
 */
export const sendMail = errand("mail.send", sendMailJob.payload, {
  async go(ctx, { mailId, attempt }): Promise<News> {
    const url = env().SMTP_URL
    const letter = await within(ctx, (inside) => letterOf(inside, mailId))
    if (!url) return { mailId, attempt, outcome: "kept" }
    if (!letter) return { mailId, attempt, outcome: { sent: false, again: false, reason: "This person is no longer a member." } }
    return { mailId, attempt, outcome: await deliver(url, letter) }
  },

  async settle(ctx, { mailId, attempt, outcome }: News) {
    const { db } = ctx
    const wait = outcome !== "kept" && !outcome.sent && outcome.again ? waits[attempt - 1] : undefined
    const state = outcome === "kept" ? "kept" : outcome.sent ? "sent" : wait === undefined ? "failed" : "queued"
    const reason = outcome === "kept" || outcome.sent ? null : outcome.reason
    const [settled] = await db
      .update(mails)
      .set({ state, reason, ...(state === "sent" && { sentAt: sql`now()` }) })
      .where(waiting(ctx, mailId))
      .returning({ to: mails.userId })
    if (!settled) throw over()
    if (wait !== undefined) await enqueue(ctx, sendMailJob, { mailId, attempt: attempt + 1 }, { startAfterSeconds: wait })
    return { id: mailId, audit: { to: settled.to, state, attempt, ...(reason && { reason }) } }
  },
})

const waiting = ({ organizationId }: Context, id: MailId) =>
  and(eq(mails.organizationId, organizationId), eq(mails.id, id), eq(mails.state, "queued"))
const over = () => new AppError("not_found", "This mail does not wait any more.")

/** Nothing for whoever has left: the mail may speak of what they may not know any more. */
async function letterOf(ctx: Context, id: MailId): Promise<Letter | undefined> {
  const [found] = await ctx.db
    .select({
      subject: mails.subject,
      text: mails.text,
      path: notices.path,
      organization: { slug: organizations.slug, name: organizations.name },
      person: { name: users.name, address: users.email },
      member: memberships.userId,
    })
    .from(mails)
    .innerJoin(organizations, eq(organizations.id, mails.organizationId))
    .innerJoin(users, eq(users.id, mails.userId))
    .leftJoin(memberships, and(eq(memberships.organizationId, mails.organizationId), eq(memberships.userId, mails.userId)))
    .leftJoin(notices, and(eq(notices.organizationId, mails.organizationId), eq(notices.id, mails.noticeId)))
    .where(waiting(ctx, id))
  if (!found) throw over()
  return found.member ? { id, to: found.person, ...compose(found) } : undefined
}
