import "server-only"
import { and, eq } from "drizzle-orm"
import { audiences, grants, memberships, teams } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { demandImpact } from "@/lib/impact/of"
import { findTeam, teamIs } from "./find"
import { removedTeam } from "./model"

/** The team goes, its grants with it. Audiences that were made in it pass to those who made them. */
export const removeTeam = command("team.remove", removedTeam, async (ctx, { teamId, token }) => {
  const { db, organizationId } = ctx
  // Whoever is about to grant something to this team waits, and then finds it gone.
  await db.select({ id: teams.id }).from(teams).where(teamIs(ctx, teamId)).for("update")
  const team = await findTeam(ctx, teamId)
  await demandImpact(ctx, [{ kind: "remove team", teamId }], token)
  const ended = await db
    .delete(grants)
    .where(and(eq(grants.organizationId, organizationId), eq(grants.principal, "team"), eq(grants.principalId, teamId)))
    .returning({ connectionId: grants.connectionId })
  await db
    .update(audiences)
    .set({ teamId: null })
    .where(and(eq(audiences.organizationId, organizationId), eq(audiences.teamId, teamId)))
  await db
    .update(memberships)
    .set({ activeTeamId: null })
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.activeTeamId, teamId)))
  await db.delete(teams).where(teamIs(ctx, teamId))
  return { id: teamId, audit: { name: team.name, connections: ended.map(({ connectionId }) => connectionId) } }
})
