import "server-only"
import { and, asc, eq } from "drizzle-orm"
import { connections, drafts, grants, memberships } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { acrossInto } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import { lockOrganization } from "@/lib/organizations/find"
import { findMember, memberIs, refuseLastOwner } from "./find"
import { leaveClient } from "./leave-client"
import { memberRef } from "./model"

/** Their access ends with their next request: every request reads the membership. What they made stays. */
export const removeMember = command("member.remove", memberRef, async (ctx, { userId }) => {
  await lockOrganization(ctx)
  const member = await findMember(ctx, userId)
  if (member.role === "owner") {
    if (personOf(ctx).role !== "owner") throw new AppError("forbidden", "Only an owner may make or unmake owners. Ask one of them.")
    await refuseLastOwner(ctx, "removed")
  }
  await refuseOwner(ctx, userId, member.name)
  const clients = await leaveClients(ctx, userId)
  await forget(ctx, userId)
  return { id: userId, audit: { name: member.name, email: member.email, role: member.role, ...(clients.length > 0 && { clients }) } }
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

/** The membership, and what was given to this person by name. */
export async function forget(ctx: Context, userId: UserId): Promise<void> {
  const { db, organizationId } = ctx
  await db
    .delete(grants)
    .where(and(eq(grants.organizationId, organizationId), eq(grants.principal, "user"), eq(grants.principalId, userId)))
  await db.delete(drafts).where(and(eq(drafts.organizationId, organizationId), eq(drafts.userId, userId)))
  await db.delete(memberships).where(memberIs(ctx, userId))
}

/** What a person owns is settled before they go. */
export async function refuseOwner({ db, organizationId }: Context, userId: UserId, name: string) {
  const owned = await db
    .select({ id: connections.id, name: connections.name })
    .from(connections)
    .where(and(eq(connections.organizationId, organizationId), eq(connections.ownerId, userId), eq(connections.lifecycle, "live")))
    .orderBy(asc(connections.name))
  if (owned.length === 0) return
  const shown = owned.slice(0, 5).map((one) => one.name)
  const more = owned.length > shown.length ? ` and ${owned.length - shown.length} more` : ""
  const them = owned.length === 1 ? "a connection" : `${owned.length} connections`
  throw new AppError(
    "conflict",
    `${name} owns ${them}: ${shown.join(", ")}${more}. Give them another owner or disconnect them first.`,
    {},
    { connections: owned },
  )
}
