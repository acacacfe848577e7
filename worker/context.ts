import { eq } from "drizzle-orm"
import type { Database } from "@/db/client"
import { organizations } from "@/db/schema"
import type { Context, Organization } from "@/lib/access/context"
import { organizationColumns } from "@/lib/access/member"
import { withinPerson } from "@/lib/access/within"
import { newId, type OrganizationId } from "@/lib/base/ids"

/** The worker acts for one organization at a time; without it there is nothing to act on. */
export async function workerContext(db: Database, organizationId: OrganizationId, job: string): Promise<Context | undefined> {
  const [organization] = await withinPerson(db, { organizationId }, (tx) =>
    tx.select(organizationColumns).from(organizations).where(eq(organizations.id, organizationId)),
  )
  return organization && contextOf(db, organization, job)
}

export const contextOf = (db: Database, organization: Organization, job: string): Context => ({
  actor: { kind: "worker", job, role: "worker" },
  organization,
  organizationId: organization.id,
  db,
  requestId: newId("req"),
})

/** The clock visits every organization. */
export const allOrganizations = (db: Database): Promise<Organization[]> => db.select(organizationColumns).from(organizations)
