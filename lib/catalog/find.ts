import "server-only"
import { and, eq } from "drizzle-orm"
import { platformRequests } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { connectionFilter } from "@/lib/connections/model"
import { pageOf } from "@/lib/connections/page"
import { catalog } from "@/lib/connectors/manifests"
import { type PlatformView, platformRef } from "./model"
import { reachOf } from "./reach"

const shown = 10

/** One platform of the catalog, with its connections that this person may see. */
export const findPlatform = query("catalog.find", platformRef, async (ctx, { platform }): Promise<PlatformView> => {
  if (!catalog.some(({ id }) => id === platform)) throw new AppError("not_found", "There is no such platform.")
  const { rows, total, more } = await pageOf(ctx, { ...connectionFilter.parse({ source: platform }), size: shown }, reachOf(ctx))
  const asked = and(
    eq(platformRequests.organizationId, ctx.organizationId),
    eq(platformRequests.platform, platform),
    eq(platformRequests.userId, personOf(ctx).userId),
  )
  const [request] = await ctx.db.select({ platform: platformRequests.platform }).from(platformRequests).where(asked)
  return { id: platform, requested: Boolean(request), connections: rows, total, more }
})
