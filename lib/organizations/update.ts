import "server-only"
import { and, eq } from "drizzle-orm"
import { organizations } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { ownOrganization } from "./find"
import { organizationEdit } from "./model"

export const updateOrganization = command("organization.update", organizationEdit, async (ctx, { version, agency, ...rest }) => {
  const wanted = { ...rest, ...(agency !== undefined && { kind: await kindFor(ctx, agency) }) }
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

/** An organization becomes an agency, and is none any more once it has no client accounts. A client account stays what it is. */
async function kindFor(ctx: Context, agency: boolean): Promise<"agency" | "standard"> {
  if (ctx.organization.kind === "client") throw new AppError("conflict", "A client account belongs to an agency and cannot become one.")
  if (agency) return "agency"
  const [client] = await ctx.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.parentId, ctx.organizationId))
    .limit(1)
  if (client) throw new AppError("conflict", "This agency has client accounts, so it stays an agency.")
  return "standard"
}
