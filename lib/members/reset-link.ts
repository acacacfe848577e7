import "server-only"
import { command, type Verb } from "@/lib/access/verb"
import { makeLink } from "@/lib/accounts/links"
import { env } from "@/lib/base/env"
import type { UserId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { findMember } from "./find"
import { memberRef } from "./model"

const made = command("member.resetLink", memberRef, async (ctx, { userId }) => {
  const member = await findMember(ctx, userId)
  const token = await makeLink(ctx.db, "password-reset", userId)
  return { id: userId, url: new URL(paths.resetPassword(token), env().PATCHBAY_URL).href, audit: { email: member.email } }
})

/** Never under an idempotency key: the answer would be kept, and it holds a secret that is shown once. */
export const makeResetLink: Verb<{ userId: UserId }, { id: UserId; url: string }> = Object.assign(
  (...[ctx, input]: Parameters<typeof made>) => made({ ...ctx, idempotencyKey: undefined }, input),
  { verb: made.verb },
)
