import "server-only"
import { accessRequests } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { pendingRequest, requestIs } from "./find"
import { requestRef } from "./model"

/** Takes one's own request back. Another's does not exist. */
export const withdrawRequest = command("request.withdraw", requestRef, async (ctx, { requestId }) => {
  await pendingRequest(ctx, requestId, personOf(ctx).userId)
  await ctx.db.update(accessRequests).set({ state: "withdrawn" }).where(requestIs(ctx, requestId))
  return { id: requestId }
})
