import "server-only"
import { and, eq, ne, sql } from "drizzle-orm"
import { teams } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { findTeam, nameIsTaken, teamIs } from "./find"
import { teamRename } from "./model"

export const renameTeam = command("team.rename", teamRename, async (ctx, { teamId, version, name }) => {
  const before = await findTeam(ctx, teamId)
  const [twin] = await ctx.db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, ctx.organizationId), ne(teams.id, teamId), sql`lower(${teams.name}) = lower(${name})`))
  if (twin) throw nameIsTaken()
  const [team] = await ctx.db
    .update(teams)
    .set({ name, version: version + 1 })
    .where(and(teamIs(ctx, teamId), eq(teams.version, version)))
    .returning()
    .catch((error: { cause?: { code?: string } }) => {
      // Two renamed at once to one name: the index decides.
      throw error.cause?.code === "23505" ? nameIsTaken() : error
    })
  if (!team)
    throw new AppError(
      "conflict",
      `Somebody changed this team meanwhile. It is called ${before.name} now; send yours again if you still want it.`,
      {},
      {
        name: before.name,
        version: before.version,
      },
    )
  return { id: team.id, name: team.name, version: team.version, audit: { from: before.name, to: name } }
})
