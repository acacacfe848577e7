import "server-only"
import { and, eq } from "drizzle-orm"
import { drafts, grants, memberships, organizations } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { lockOrganization } from "@/lib/organizations/find"
import { findMember, memberIs, refuseLastOwner } from "./find"
import { ownedBy, refuseUnsettled } from "./owned-by"

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
  const owned = await ownedBy(ctx, userId)
  if (owned.length > 0) refuseUnsettled(`In ${await nameHere(ctx)}, ${name}`, owned, "Give them another owner there first.")
  await forget(ctx, userId)
  return true
}

async function nameHere({ db, organizationId }: Context): Promise<string> {
  const [here] = await db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, organizationId))
  return here?.name ?? "the client account"
}

/** The membership, and what was given to this person by name. */
export async function forget(ctx: Context, userId: UserId): Promise<void> {
  const { db, organizationId } = ctx
  await db
    .delete(grants)
    .where(and(eq(grants.organizationId, organizationId), eq(grants.principal, "user"), eq(grants.principalId, userId)))
  await db.delete(drafts).where(and(eq(drafts.organizationId, organizationId), eq(drafts.userId, userId)))
  await db.delete(memberships).where(memberIs(ctx, userId))
}
