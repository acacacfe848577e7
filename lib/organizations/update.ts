import "server-only"
import { and, eq } from "drizzle-orm"
import { organizations } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { ownOrganization } from "./find"
import { organizationEdit } from "./model"

export const updateOrganization = command("organization.update", organizationEdit, async (ctx, { version, ...wanted }) => {
  const [changed] = await ctx.db
    .update(organizations)
    .set({ ...wanted, version: version + 1 })
    .where(and(eq(organizations.id, ctx.organizationId), eq(organizations.version, version)))
    .returning()
  if (!changed) {
    const { name, marketersMayConnect, version: present } = await ownOrganization(ctx)
    throw new AppError(
      "conflict",
      "Somebody changed these settings meanwhile. What they are now is shown; send yours again if you still want it.",
      {},
      {
        name,
        marketersMayConnect,
        version: present,
      },
    )
  }
  return { id: changed.id, name: changed.name, marketersMayConnect: changed.marketersMayConnect, version: changed.version, audit: wanted }
})
