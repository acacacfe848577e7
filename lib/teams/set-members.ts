import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import { memberships, teamMembers, teams } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { demandImpact } from "@/lib/impact/of"
import { leaveTeams } from "@/lib/members/teams"
import { findTeam, teamIs } from "./find"
import { teamMembersEdit } from "./model"

/** What to add and what to take away: two people who edit one team at once both keep their changes, and the later one is told. */
export const setTeamMembers = command("team.setMembers", teamMembersEdit, async (ctx, { teamId, version, add, remove, token }) => {
  const { db, organizationId } = ctx
  await db.select({ id: teams.id }).from(teams).where(teamIs(ctx, teamId)).for("update")
  const before = await findTeam(ctx, teamId)
  const wanted = [...new Set(add)].filter((id) => !remove.includes(id))
  if (wanted.length > 0) {
    const members = await db
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.userId, wanted)))
    if (members.length !== wanted.length)
      throw new AppError("not_found", "One of these people is not a member any more. Reload the page and choose again.")
    await db
      .insert(teamMembers)
      .values(wanted.map((userId) => ({ organizationId, teamId, userId })))
      .onConflictDoNothing()
  }
  const leaving = remove.map((userId) => ({ kind: "member" as const, userId, becomes: { leaves: [teamId], joins: [] } }))
  if (leaving.length > 0) await demandImpact(ctx, leaving, token)
  await leaveTeams(ctx, remove, [teamId])
  const [team] = await db
    .update(teams)
    .set({ version: sql`${teams.version} + 1` })
    .where(teamIs(ctx, teamId))
    .returning({ version: teams.version })
  return {
    id: teamId,
    version: team?.version ?? before.version,
    changedMeanwhile: before.version !== version,
    audit: { add: wanted, remove },
  }
})
