import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { headers } from "next/headers"
import { cache } from "react"
import { database } from "@/db/client"
import { memberships, organizations, users } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { withinPerson } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import { currentSession } from "./session"

/** The organization in the address: `proxy.ts` writes its path here; a route or an action may name it instead. */
export const slugOfRequest = async (): Promise<string> => (await headers()).get("x-patchbay-organization") ?? ""

/** `drawn`: what transactions below this number wrote is in everything that this request reads. The page hears the rest from its stream. */
export type Asked = Context & { drawn: number }

/** Who is asking, settled once per request from the session row and the membership row. A stranger's organization does not exist. */
export const contextFor = cache(async (slug: string): Promise<Asked> => {
  const session = await currentSession()
  if (!session) throw new AppError("unauthenticated", "Sign in to continue.")
  const db = database()
  const [found] = await withinPerson(db, { userId: session.userId }, (tx) =>
    tx
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
        drawn: sql`pg_snapshot_xmin(pg_current_snapshot())::text`.mapWith(Number),
        teamIds: sql<
          `tea_${string}`[]
        >`array(select tm.team_id from team_members tm where tm.organization_id = ${memberships.organizationId} and tm.user_id = ${memberships.userId})`,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.userId, session.userId), eq(organizations.slug, slug))),
  )
  if (!found) throw new AppError("not_found", "This page does not exist.")
  const { organization, drawn, ...person } = found
  return {
    actor: { kind: "user", userId: session.userId, sessionId: session.id, ...person },
    organization,
    organizationId: organization.id,
    db,
    requestId: newId("req"),
    drawn,
  }
})

export const currentContext = async (): Promise<Asked> => contextFor(await slugOfRequest())
