import "server-only"
import { query } from "@/lib/access/verb"
import { detailOf } from "@/lib/connections/detail"
import { connectionRef } from "@/lib/connections/model"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { blockersOf } from "@/lib/impact/blocking"
import type { AuthorizationDetail } from "./model"

/** One authorization with all that its summary shows: the connection's own page under other names, and no more of it than there. */
export const findAuthorization = query("authorization.find", connectionRef, async (ctx, { connectionId }): Promise<AuthorizationDetail> => {
  const connection = await detailOf(ctx, connectionId)
  const { platform, method, may } = connection
  return {
    ...connection,
    methodName: (isPlatform(platform) && manifestOf(platform).methods[method]?.label) || method,
    blocking: may.delete ? await blockersOf(ctx, connectionId) : [],
  }
})
