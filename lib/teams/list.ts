import "server-only"
import { eq, sql } from "drizzle-orm"
import * as z from "zod"
import { teams } from "@/db/schema"
import { isRole, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import type { ConnectionId } from "@/lib/base/ids"

/** The organization's teams, by name. Which connections are granted to a team is said to owners and admins only. */
export const listTeams = query("team.list", z.object({}), async (ctx) => {
  const { role, teamIds } = personOf(ctx)
  const keeper = isRole(role, ["owner", "admin"])
  // Drizzle drops the table's name in a select from one table, so within the subqueries it is written out.
  const rows = await ctx.db
    .select({
      id: teams.id,
      name: teams.name,
      version: teams.version,
      createdAt: teams.createdAt,
      memberCount: sql<number>`(select count(*)::int from team_members tm where tm.organization_id = teams.organization_id and tm.team_id = teams.id)`,
      audienceCount: sql<number>`(select count(*)::int from audiences a where a.organization_id = teams.organization_id and a.team_id = teams.id)`,
      connections: sql<{ id: ConnectionId; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', c.id, 'name', c.name) order by lower(c.name))
        from grants g join connections c on c.organization_id = g.organization_id and c.id = g.connection_id
        where ${keeper} and g.organization_id = teams.organization_id and g.principal = 'team' and g.principal_id = teams.id
          and c.lifecycle <> 'deleted'), '[]'::json)`,
    })
    .from(teams)
    .where(eq(teams.organizationId, ctx.organizationId))
    .orderBy(sql`lower(${teams.name})`, teams.id)
  return rows.map((team) => ({ ...team, mine: teamIds.includes(team.id) }))
})

export type Team = Awaited<ReturnType<typeof listTeams>>[number]
