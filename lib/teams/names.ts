import "server-only"
import { eq, sql } from "drizzle-orm"
import * as z from "zod"
import { teams } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"

/** The teams as a menu or a filter shows them: read with every page, so without what only the table of teams says. */
export const listTeamNames = query("team.names", z.object({}), async (ctx) => {
  const { teamIds } = personOf(ctx)
  const rows = await ctx.db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.organizationId, ctx.organizationId))
    .orderBy(sql`lower(${teams.name})`, teams.id)
  return rows.map((team) => ({ ...team, mine: teamIds.includes(team.id) }))
})
