import "server-only"
import { teams } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { nameIsTaken } from "./find"
import { newTeam } from "./model"

export const createTeam = command("team.create", newTeam, async (ctx, { name }) => {
  const [team] = await ctx.db.insert(teams).values({ organizationId: ctx.organizationId, name }).onConflictDoNothing().returning()
  if (!team) throw nameIsTaken()
  return { id: team.id, name: team.name, version: team.version, audit: { name } }
})
