import "server-only"
import { and, eq, ne, sql } from "drizzle-orm"
import { memberships } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command, type Verb } from "@/lib/access/verb"
import { makeLink } from "@/lib/accounts/links"
import { env } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { findMember } from "./find"
import { memberRef } from "./model"

const made = command("member.resetLink", memberRef, async (ctx, { userId }) => {
  const member = await findMember(ctx, userId)
  if (await belongsElsewhere(ctx, userId))
    throw new AppError("conflict", `${member.name} signs in elsewhere with the same account, so only they can change its password.`)
  const token = await makeLink(ctx.db, "password-reset", userId)
  return { id: userId, url: new URL(paths.resetPassword(token), env().PATCHBAY_URL).href, audit: { email: member.email } }
})

/** An account is one person's in every organization: who may reset it here would come in there. One's own is always one's own. */
async function belongsElsewhere(ctx: Context, userId: UserId): Promise<boolean> {
  const { db, organizationId } = ctx
  const own = personOf(ctx).userId
  if (userId === own) return false
  const lookAs = (id: UserId) => db.execute(sql`select set_config('app.user_id', ${id}, true)`)
  await lookAs(userId)
  const [other] = await db
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), ne(memberships.organizationId, organizationId)))
    .limit(1)
  await lookAs(own)
  return other !== undefined
}

/** Never under an idempotency key: the answer would be kept, and it holds a secret that is shown once. */
export const makeResetLink: Verb<{ userId: UserId }, { id: UserId; url: string }> = Object.assign(
  (...[ctx, input]: Parameters<typeof made>) => made({ ...ctx, idempotencyKey: undefined }, input),
  { verb: made.verb },
)
