import "server-only"
import { asc, eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { memberships, organizations } from "@/db/schema"
import { withinPerson } from "@/lib/access/within"
import type { UserId } from "@/lib/base/ids"

/** The organizations that a person is in: what the switcher shows and where sign-in leads. */
export const listOrganizations = (db: Database, userId: UserId) => withinPerson(db, { userId }, (tx) => organizationsOf(tx, userId))

/** The same inside a transaction that speaks for this person. */
export const organizationsOf = (tx: Database, userId: UserId) =>
  tx
    .select({ id: organizations.id, slug: organizations.slug, name: organizations.name, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(organizations.name), asc(organizations.id))

export type OwnOrganization = Awaited<ReturnType<typeof listOrganizations>>[number]
