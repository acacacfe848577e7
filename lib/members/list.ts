import "server-only"
import { eq, sql } from "drizzle-orm"
import * as z from "zod"
import { memberships, users } from "@/db/schema"
import { query } from "@/lib/access/verb"
import type { TeamId } from "@/lib/base/ids"

/** Everybody in the organization, by name, with their teams and when they were last seen. */
export const listMembers = query("member.list", z.object({}), (ctx) =>
  ctx.db
    .select({
      userId: memberships.userId,
      name: users.name,
      email: users.email,
      role: memberships.role,
      seat: memberships.seat,
      version: memberships.version,
      joinedAt: memberships.createdAt,
      lastSeenAt: sql<string | null>`(select max(s.seen_at) from sessions s where s.user_id = ${memberships.userId})`.mapWith(
        (value: string | null) => value && new Date(value).toISOString(),
      ),
      teams: sql<{ id: TeamId; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name))
        from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id
        where tm.organization_id = ${memberships.organizationId} and tm.user_id = ${memberships.userId}), '[]'::json)`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, ctx.organizationId))
    .orderBy(sql`lower(${users.name})`, memberships.userId),
)

export type Member = Awaited<ReturnType<typeof listMembers>>[number]
