import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import { memberships, teamMembers, teams } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { TeamId, UserId } from "@/lib/base/ids"

/** All of these are teams of this organization, or nothing happens. */
export async function refuseStrangeTeams(ctx: Context, ids: readonly TeamId[]): Promise<void> {
  if (ids.length === 0) return
  const wanted = [...new Set(ids)]
  const found = await ctx.db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, ctx.organizationId), inArray(teams.id, wanted)))
  if (found.length !== wanted.length)
    throw new AppError("not_found", "One of these teams does not exist any more. Reload the page and choose again.")
}

export async function joinTeams(ctx: Context, userId: UserId, ids: readonly TeamId[]): Promise<void> {
  await refuseStrangeTeams(ctx, ids)
  if (ids.length === 0) return
  const { organizationId } = ctx
  await ctx.db
    .insert(teamMembers)
    .values([...new Set(ids)].map((teamId) => ({ organizationId, teamId, userId })))
    .onConflictDoNothing()
}

/** Out of the team, and out of it as the active one. */
export async function leaveTeams(ctx: Context, userIds: readonly UserId[], ids: readonly TeamId[]): Promise<void> {
  if (ids.length === 0 || userIds.length === 0) return
  const { db, organizationId } = ctx
  await db
    .delete(teamMembers)
    .where(
      and(eq(teamMembers.organizationId, organizationId), inArray(teamMembers.userId, [...userIds]), inArray(teamMembers.teamId, [...ids])),
    )
  await db
    .update(memberships)
    .set({ activeTeamId: null })
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        inArray(memberships.userId, [...userIds]),
        inArray(memberships.activeTeamId, [...ids]),
      ),
    )
}
