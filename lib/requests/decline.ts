import "server-only"
import { accessRequests } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { notify } from "@/lib/notices/notify"
import { pendingRequest, requestIs } from "./find"
import { refusal } from "./model"

/** Says no, with a note; the asker is told. */
export const declineRequest = command("request.decline", refusal, async (ctx, { requestId, note }) => {
  const { userId, wanted } = await pendingRequest(ctx, requestId)
  const { userId: decidedBy, name } = personOf(ctx)
  await ctx.db
    .update(accessRequests)
    .set({ state: "declined", decidedBy, decidedAt: now().toISOString(), note })
    .where(requestIs(ctx, requestId))
  await notify(ctx, [userId], {
    tone: "warn",
    title: `${name} declined your request: ${wanted}`,
    body: note,
    path: "requests",
    once: `request ${requestId} declined`,
  })
  return { id: requestId, audit: { userId, wanted, note } }
})
