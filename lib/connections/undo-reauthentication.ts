import "server-only"
import { and, desc, eq, gt } from "drizzle-orm"
import { credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { findConnection } from "./find"
import { connectionRef } from "./model"
import { promiseValidation } from "./recheck"
import { connectionCan } from "./states"

/** Back to the secret that was in use before: checked like any other, beside the one in use now. */
export const undoReauthentication = command("connection.undoReauthentication", connectionRef, async (ctx, { connectionId }) => {
  const found = await findConnection(ctx, connectionId, "reauthenticate", { lock: true })
  if (!connectionCan(found.status, "reauthenticate") || found.lifecycle !== "live")
    throw new AppError("conflict", "Wait until the check that runs now has ended, then undo.")
  const before = await supersededLast(ctx, connectionId)
  if (!before)
    throw new AppError("conflict", "The credentials from before are destroyed 24 hours after new ones took over. Submit them again.")
  const promised = await promiseValidation(ctx, found, before.version)
  if (promised.audit.joined) throw new AppError("conflict", "Wait until the check that runs now has ended, then undo.")
  return promised
})

/** What was in use before and can still be had back, if anything. */
export async function supersededLast({ db, organizationId }: Context, connectionId: ConnectionId) {
  const since = new Date(now().getTime() - times.supersededKept).toISOString()
  const [found] = await db
    .select({ version: credentials.version, supersededAt: credentials.supersededAt })
    .from(credentials)
    .where(
      and(
        eq(credentials.organizationId, organizationId),
        eq(credentials.connectionId, connectionId),
        eq(credentials.state, "superseded"),
        gt(credentials.supersededAt, since),
      ),
    )
    .orderBy(desc(credentials.supersededAt))
    .limit(1)
  return found
}
