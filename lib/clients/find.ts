import "server-only"
import { and, eq } from "drizzle-orm"
import { organizations } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { OrganizationId } from "@/lib/base/ids"

/** A client account of this agency; another's does not exist. */
export async function findClient({ db, organizationId }: Context, id: OrganizationId) {
  const [found] = await db
    .select({ id: organizations.id, name: organizations.name, slug: organizations.slug })
    .from(organizations)
    .where(and(eq(organizations.id, id), eq(organizations.parentId, organizationId)))
  if (!found) throw new AppError("not_found", "This client account does not exist.")
  return found
}

/** Client accounts are what agencies have. */
export function demandAgency({ organization }: Context): void {
  if (organization.kind !== "agency")
    throw new AppError("conflict", "Only an agency has client accounts. An owner can make this organization an agency under General.")
}
