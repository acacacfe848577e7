import "server-only"
import { platformRequests } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { platformRequest } from "./model"

/** Keeps the wish for a platform that cannot be connected. Asking twice is asking once. */
export const requestPlatform = command("catalog.request", platformRequest, async (ctx, { platform }) => {
  await ctx.db
    .insert(platformRequests)
    .values({ organizationId: ctx.organizationId, platform, userId: personOf(ctx).userId })
    .onConflictDoNothing()
  return { id: platform, audit: { platform } }
})
