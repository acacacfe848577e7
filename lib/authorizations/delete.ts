import "server-only"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { deletedConnection, deleteNow } from "@/lib/connections/delete"
import { disconnectNow } from "@/lib/connections/disconnect"
import { findConnection } from "@/lib/connections/find"
import { holdRuns } from "@/lib/connections/take-off"
import { tellDeleted } from "@/lib/connections/tell"
import { refuseWhileBlocked } from "@/lib/impact/blocking"

/** Both steps of leaving in one, each by its own rules. What is at work is asked before the first step ends it. */
export const deleteAuthorization = command("authorization.delete", deletedConnection, async (ctx, input) => {
  const { connectionId } = input
  await holdRuns(ctx, connectionId)
  const { lifecycle } = await findConnection(ctx, connectionId, "delete", { lock: true })
  await refuseWhileBlocked(ctx, connectionId)
  if (lifecycle === "live") {
    const { audit } = await disconnectNow(ctx, input, tellDeleted)
    await record(ctx, { verb: "connection.disconnect", subject: connectionId, detail: audit })
  }
  return deleteNow(ctx, input)
})
