import "server-only"
import { inArray, sql } from "drizzle-orm"
import { mails, memberships, notices, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import { enqueue } from "@/lib/queue/enqueue"
import { sendMailJob } from "./jobs"

export type News = {
  tone: "bad" | "warn" | "ok" | "info"
  /** A whole sentence that names the object: "The key of Consumer warehouse ends in 7 days." */
  title: string
  /** What it means and what to do. */
  body?: string
  /** Where it leads, inside the organization: `connections/con_...`. */
  path?: string
  connectionId?: ConnectionId
  /** Names the change itself, so that it is told once: `unhealthy con_... 2026-11-22T10:00:00Z`. */
  once: string
}

/**
 * Puts news into the inboxes of these members, in the caller's transaction, and promises the same as mail. Told once per change and person;
 * whoever is no member any more hears nothing.
 */
export async function notify(ctx: Context, to: readonly UserId[], { body = "", ...news }: News): Promise<void> {
  const { db, organizationId } = ctx
  if (to.length === 0) return
  const there = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(sql`${memberships.organizationId} = ${organizationId} and ${inArray(memberships.userId, [...new Set(to)])}`)
  if (there.length === 0) return
  const told = await db
    .insert(notices)
    .values(there.map(({ userId }) => ({ organizationId, userId, body, ...news })))
    .onConflictDoNothing()
    .returning({ id: notices.id, userId: notices.userId })
  if (told.length === 0) return
  const text = body ? `${news.title}\n\n${body}` : news.title
  const letters = await db
    .insert(mails)
    .values(told.map(({ id, userId }) => ({ organizationId, userId, noticeId: id, subject: news.title, text })))
    .returning({ mailId: mails.id })
  for (const { mailId } of letters) await enqueue(ctx, sendMailJob, { mailId })
}

/** Everybody who governs the organization: its owners and admins. */
export async function keepersOf({ db, organizationId }: Context): Promise<UserId[]> {
  const found = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, sql`${users.id} = ${memberships.userId}`)
    .where(sql`${memberships.organizationId} = ${organizationId} and ${memberships.role} in ('owner', 'admin')`)
  return found.map(({ userId }) => userId)
}
