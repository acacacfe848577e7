import "server-only"
import { and, eq } from "drizzle-orm"
import { memberships } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { acrossInto } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { demandImpact } from "@/lib/impact/of"
import { findMember, refuseLastOwner } from "@/lib/members/find"
import { forget, leaveClient } from "@/lib/members/leave-client"
import { removedMember } from "@/lib/members/model"
import { lockOrganization } from "@/lib/organizations/find"
import { actsOf, carryOut, planFor } from "./settle"

/** Their access ends with their next request: every request reads the membership. What they made stays; what they own is settled in the same step. */
export const removeMember = command("member.remove", removedMember, async (ctx, { userId, settle, token }) => {
  await lockOrganization(ctx)
  const member = await findMember(ctx, userId)
  if (member.role === "owner") {
    if (personOf(ctx).role !== "owner") throw new AppError("forbidden", "Only an owner may make or unmake owners. Ask one of them.")
    await refuseLastOwner(ctx, "removed")
  }
  const plans = await planFor(ctx, member, settle, { lock: true })
  const { counts, peopleCount } = await demandImpact(ctx, [...actsOf(plans), { kind: "member", userId }], token)
  const settled = await carryOut(ctx, plans)
  const clients = await leaveClients(ctx, userId)
  await forget(ctx, userId)
  const { name, email, role } = member
  return { id: userId, audit: { name, email, role, settled, stopped: counts, people: peopleCount, ...(clients.length > 0 && { clients }) } }
})

/** Whoever leaves an agency leaves the client accounts that it let them into. */
async function leaveClients(ctx: Context, userId: UserId): Promise<string[]> {
  const entered = await ctx.db
    .select({ id: memberships.organizationId })
    .from(memberships)
    .where(and(eq(memberships.agencyId, ctx.organizationId), eq(memberships.userId, userId)))
  for (const { id } of entered) await acrossInto(ctx, id, (inside) => leaveClient(inside, ctx.organizationId, userId))
  return entered.map(({ id }) => id)
}
