import "server-only"
import { eq } from "drizzle-orm"
import * as z from "zod"
import { organizations } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"

export type OrganizationRow = typeof organizations.$inferSelect

export async function ownOrganization(ctx: Context): Promise<OrganizationRow> {
  const [found] = await ctx.db.select().from(organizations).where(eq(organizations.id, ctx.organizationId))
  if (!found) throw new AppError("not_found", "This organization does not exist.")
  return found
}

/** Held until the transaction ends: invariants over several members are checked by one at a time. */
export async function lockOrganization(ctx: Context): Promise<void> {
  await ctx.db.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, ctx.organizationId)).for("update")
}

export const findOrganization = query("organization.find", z.object({}), async (ctx) => {
  const { id, slug, name, kind, marketersMayConnect, connectivityEnabled, version, createdAt } = await ownOrganization(ctx)
  return { id, slug, name, kind, marketersMayConnect, connectivityEnabled, version, createdAt }
})
