import "server-only"
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm"
import type * as z from "zod"
import { invitations, memberships, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command, type Verb } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { env } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { times } from "@/lib/base/times"
import { refuseStrangeTeams } from "@/lib/members/teams"
import { hashOf, newToken } from "@/lib/sessions/token"
import { type Invited, isAddress, newInvitations } from "./model"

const made = command("invitation.create", newInvitations, async (ctx, { emails, role, seat, teamIds }) => {
  const { userId, role: own } = personOf(ctx)
  if (role === "owner" && own !== "owner") throw new AppError("forbidden", "Only an owner may make or unmake owners. Ask one of them.")
  await refuseStrangeTeams(ctx, teamIds)
  const members = await membersAmong(ctx, emails)
  const results: Invited[] = []
  for (const address of emails) {
    const email = address.toLowerCase()
    if (!isAddress(address)) results.push({ email: address, refusal: "This is not a mail address." })
    else if (members.has(email)) results.push({ email, refusal: "Is a member already." })
    else {
      const token = newToken()
      await withdraw(ctx, email)
      await ctx.db.insert(invitations).values({
        organizationId: ctx.organizationId,
        id: newId("inv"),
        email,
        role,
        seat,
        teamIds,
        tokenHash: hashOf(token),
        invitedBy: userId,
        expiresAt: new Date(now().getTime() + times.invitation).toISOString(),
      })
      results.push({ email, url: new URL(paths.invitation(token), env().PATCHBAY_URL).href })
    }
  }
  const invited = results.filter(({ url }) => url).map(({ email }) => email)
  return { id: ctx.organizationId, results, audit: { invited, role, seat, teamIds } }
})

/** Makes a link for each address, shown once; mail is not needed. Never under an idempotency key: the answer would be kept, and it holds secrets. */
export const createInvitations: Verb<z.input<typeof newInvitations>, { id: string; results: Invited[] }> = Object.assign(
  (...[ctx, input]: Parameters<typeof made>) => made({ ...ctx, idempotencyKey: undefined }, input),
  { verb: made.verb },
)

async function membersAmong(ctx: Context, emails: readonly string[]): Promise<Set<string>> {
  const found = await ctx.db
    .select({ email: sql<string>`lower(${users.email})` })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, ctx.organizationId),
        inArray(
          sql`lower(${users.email})`,
          emails.map((one) => one.toLowerCase()),
        ),
      ),
    )
  return new Set(found.map(({ email }) => email))
}

/** A second invitation of one person takes the place of the first. */
const withdraw = ({ db, organizationId }: Context, email: string) =>
  db
    .update(invitations)
    .set({ revokedAt: now().toISOString() })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now().toISOString()),
      ),
    )
