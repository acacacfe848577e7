import "server-only"
import { audiences } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { findTarget } from "@/lib/questions/target"
import { countToKeep } from "./counted"
import { newAudience } from "./model"

/** Keeps a filter over one table. It belongs to the team in which it was made, or to its maker. */
export const createAudience = command("audience.create", newAudience, async (ctx, { name, counted, ...asked }) => {
  const { connection } = await findTarget(ctx, asked)
  const { userId, activeTeamId, teamIds } = personOf(ctx)
  const teamId = activeTeamId && teamIds.includes(activeTeamId) ? activeTeamId : null
  const [audience] = await ctx.db
    .insert(audiences)
    .values({
      organizationId: ctx.organizationId,
      ...asked,
      connectionOrganizationId: connection.organizationId,
      name,
      teamId,
      createdBy: userId,
      ...countToKeep(ctx, asked, counted),
      updatedAt: now().toISOString(),
    })
    .returning({ id: audiences.id, version: audiences.version })
  if (!audience) throw new Error("the audience was not stored")
  return { ...audience, audit: { name, connection: connection.id, schema: asked.schema, table: asked.table, team: teamId } }
})
