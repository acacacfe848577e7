import "server-only"
import { memberships } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { memberIs } from "@/lib/members/find"
import { teamChoice } from "./model"

/** The team in which this person works now. It settles which grants match, so it must be a team of theirs. */
export const activateTeam = command("team.activate", teamChoice, async (ctx, { teamId }) => {
  const { userId, teamIds } = personOf(ctx)
  if (teamId && !teamIds.includes(teamId)) throw new AppError("not_found", "You are not in this team. Ask an owner or admin to add you.")
  await ctx.db.update(memberships).set({ activeTeamId: teamId }).where(memberIs(ctx, userId))
  return { id: userId, teamId, audit: { teamId } }
})
