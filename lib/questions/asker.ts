import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Database } from "@/db/client"
import { memberships, organizations, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { withinPerson } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import type { WorkerQuestion } from "./model"

/** The worker stands in the asker's shoes: the membership as it is now, under the same row-level security, and nothing that the web said of them. */
export function asAsker<T>(
  db: Database,
  { organizationId, userId, requestId }: WorkerQuestion,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return withinPerson(db, { organizationId, userId }, async (tx) => {
    const [found] = await tx
      .select({
        organization: {
          id: organizations.id,
          slug: organizations.slug,
          name: organizations.name,
          connectivityEnabled: organizations.connectivityEnabled,
          marketersMayConnect: organizations.marketersMayConnect,
        },
        role: memberships.role,
        seat: memberships.seat,
        activeTeamId: memberships.activeTeamId,
        name: users.name,
        email: users.email,
        teamIds: sql<
          `tea_${string}`[]
        >`array(select tm.team_id from team_members tm where tm.organization_id = ${memberships.organizationId} and tm.user_id = ${memberships.userId})`,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
    if (!found) throw new AppError("not_found", "You are no longer a member of this organization.")
    const { organization, ...person } = found
    return work({ actor: { kind: "user", userId, sessionId: newId("ses"), ...person }, organization, organizationId, db: tx, requestId })
  })
}
