import "server-only"
import { and, eq } from "drizzle-orm"
import { memberships } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { lockOrganization } from "@/lib/organizations/find"
import { findMember, memberIs, refuseLastOwner } from "./find"
import { forget, refuseOwner } from "./remove"

/** Out of a client account, in whose context this is called. Says whether the agency had let them in. */
export async function leaveClient(ctx: Context, agencyId: OrganizationId, userId: UserId): Promise<boolean> {
  await lockOrganization(ctx)
  const [letIn] = await ctx.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(memberIs(ctx, userId), eq(memberships.agencyId, agencyId)))
  if (!letIn) return false
  const { name } = await findMember(ctx, userId)
  if (letIn.role === "owner") await refuseLastOwner(ctx, "taken out")
  await refuseOwner(ctx, userId, name)
  await forget(ctx, userId)
  return true
}
