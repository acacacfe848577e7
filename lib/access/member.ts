import "server-only"
import { and, eq, type SQL, sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import { memberships, organizations, users } from "@/db/schema"
import type { OrganizationId, TeamId, UserId } from "@/lib/base/ids"
import type { Organization, UserActor } from "./context"

/** `drawn`: what transactions below this number wrote is in all that is read afterwards. */
export type Member = { organization: Organization; person: Omit<UserActor, "kind" | "sessionId" | "seenBy">; drawn: number }

/** What a context holds of its organization. */
export const organizationColumns = {
  id: organizations.id,
  slug: organizations.slug,
  name: organizations.name,
  kind: organizations.kind,
  parentId: organizations.parentId,
  connectivityEnabled: organizations.connectivityEnabled,
  marketersMayConnect: organizations.marketersMayConnect,
}

/** A person as a member of an organization, with all that `decide` wants to know of them, in one select. */
export async function findMember(
  db: Database,
  userId: UserId,
  place: { organizationId: OrganizationId } | { slug: string },
): Promise<Member | undefined> {
  const where: SQL = "slug" in place ? eq(organizations.slug, place.slug) : eq(organizations.id, place.organizationId)
  const [found] = await db
    .select({
      organization: organizationColumns,
      drawn: sql`pg_snapshot_xmin(pg_current_snapshot())::text`.mapWith(Number),
      person: {
        userId: memberships.userId,
        organizationId: memberships.organizationId,
        agencyId: memberships.agencyId,
        role: memberships.role,
        seat: memberships.seat,
        activeTeamId: memberships.activeTeamId,
        name: users.name,
        email: users.email,
        teamIds: sql<
          TeamId[]
        >`array(select tm.team_id from team_members tm where tm.organization_id = ${memberships.organizationId} and tm.user_id = ${memberships.userId})`,
      },
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.userId, userId), where))
  return found
}
