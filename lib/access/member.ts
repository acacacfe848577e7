import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import { organizations } from "@/db/schema"
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

type Found = {
  id: OrganizationId
  slug: string
  organization: string
  kind: Organization["kind"]
  parent_id: OrganizationId | null
  connectivity_enabled: boolean
  marketers_may_connect: boolean
  user_id: UserId
  agency_id: OrganizationId | null
  role: UserActor["role"]
  seat: boolean
  active_team_id: TeamId | null
  person: string
  email: string
  team_ids: TeamId[]
  drawn: string
}

/**
 * A person as a member of an organization, with all that `decide` wants to know of them, in one select. Asked with every request: put
 * together from columns it would cost more to write down than to answer.
 */
export async function findMember(
  db: Database,
  userId: UserId,
  place: { organizationId: OrganizationId } | { slug: string },
): Promise<Member | undefined> {
  const here: SQL = "slug" in place ? sql`o.slug = ${place.slug}` : sql`o.id = ${place.organizationId}`
  const [found] = await db.execute<Found>(sql`
    select o.id, o.slug, o.name as organization, o.kind, o.parent_id, o.connectivity_enabled, o.marketers_may_connect,
      m.user_id, m.agency_id, m.role, m.seat, m.active_team_id, u.name as person, u.email,
      array(select t.team_id from team_members t where t.organization_id = m.organization_id and t.user_id = m.user_id) as team_ids,
      pg_snapshot_xmin(pg_current_snapshot())::text as drawn
    from memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id
    where m.user_id = ${userId} and ${here}`)
  return (
    found && {
      organization: {
        id: found.id,
        slug: found.slug,
        name: found.organization,
        kind: found.kind,
        parentId: found.parent_id,
        connectivityEnabled: found.connectivity_enabled,
        marketersMayConnect: found.marketers_may_connect,
      },
      person: {
        userId: found.user_id,
        organizationId: found.id,
        agencyId: found.agency_id,
        role: found.role,
        seat: found.seat,
        activeTeamId: found.active_team_id,
        name: found.person,
        email: found.email,
        teamIds: found.team_ids,
      },
      drawn: Number(found.drawn),
    }
  )
}
