import "server-only"
import { accessRequests } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { demandAccessRights, writeAccess } from "@/lib/connections/access"
import { findConnection } from "@/lib/connections/find"
import { notify } from "@/lib/notices/notify"
import { pendingRequest, requestIs } from "./find"
import { approval } from "./model"

/** Says yes: grants one connection to the person who asked, by the rules of every change of access, and tells them. */
export const approveRequest = command("request.approve", approval, async (ctx, { requestId, connectionId, endsAt }) => {
  const request = await pendingRequest(ctx, requestId)
  const found = await findConnection(ctx, connectionId, "view", { lock: true })
  if (found.visibility === "private")
    throw new AppError("conflict", `${found.name} is private. Its owner must share it first.`, {
      connectionId: ["A private connection is shared by its owner alone."],
    })
  const to = { principal: "user" as const, principalId: request.userId }
  const had = found.grants.find(({ principal, principalId }) => principal === "user" && principalId === request.userId)
  // A grant that lasts longer is not cut short by a yes.
  const lasts = had && (had.endsAt === null || (endsAt !== null && new Date(had.endsAt) >= new Date(endsAt)))
  const change = { add: lasts ? [] : [{ to, endsAt }], remove: [] }
  await demandAccessRights(ctx, found, change)
  if (!lasts) await record(ctx, { verb: "connection.changeAccess", subject: connectionId, detail: await writeAccess(ctx, found, change) })
  const { userId: decidedBy, name } = personOf(ctx)
  await ctx.db
    .update(accessRequests)
    .set({ state: "approved", decidedBy, decidedAt: now().toISOString(), grantedConnectionId: connectionId, endsAt })
    .where(requestIs(ctx, requestId))
  await notify(ctx, [request.userId], {
    tone: "ok",
    title: `You may use ${found.name} now.`,
    body: `${name} approved your request: ${request.wanted}`,
    path: `connections/${connectionId}`,
    connectionId,
    once: `request ${requestId} approved`,
  })
  return { id: requestId, audit: { userId: request.userId, connectionId, endsAt } }
})
