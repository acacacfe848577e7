import "server-only"
import { and, eq, gt, isNull } from "drizzle-orm"
import type { Database } from "@/db/client"
import { links, users } from "@/db/schema"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { hashOf, newToken } from "@/lib/sessions/token"

export type Purpose = "sign-in" | "set-up" | "password-reset"
const lifetimes = { "sign-in": times.signInLink, "set-up": times.day, "password-reset": times.passwordReset } as const

/** A link that works once. Its token is answered here and kept nowhere. */
export async function makeLink(db: Database, purpose: Purpose, userId?: UserId): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(now().getTime() + lifetimes[purpose]).toISOString()
  await db.insert(links).values({ tokenHash: hashOf(token), purpose, userId, expiresAt })
  return token
}

const usable = (token: string, purpose: Purpose) =>
  and(eq(links.tokenHash, hashOf(token)), eq(links.purpose, purpose), isNull(links.usedAt), gt(links.expiresAt, now().toISOString()))

/** Whose link this is, without using it up: mail scanners follow links too. */
export async function lookAtLink(db: Database, token: string, purpose: Purpose) {
  const [found] = await db
    .select({ userId: links.userId, name: users.name, email: users.email })
    .from(links)
    .leftJoin(users, eq(users.id, links.userId))
    .where(usable(token, purpose))
  return found
}

/** Uses the link up. The second of two that come at once finds nothing. */
export async function takeLink(db: Database, token: string, purpose: Purpose): Promise<{ userId: UserId | null }> {
  const [taken] = await db
    .update(links)
    .set({ usedAt: now().toISOString() })
    .where(usable(token, purpose))
    .returning({ userId: links.userId })
  if (!taken) throw new AppError("not_found", "This link was used already or is too old. Ask for a new one.")
  return taken
}
