import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import { connections, credentials } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { enqueue } from "@/lib/queue/enqueue"
import { type Found, findConnection, mine } from "./find"
import { priorities, validateJob } from "./jobs"
import { connectionRef } from "./model"
import { queueRun } from "./run"
import { connectionCan } from "./states"

/** The same credential once more: after a grant was given, a firewall opened or a source came back. */
export const recheckConnection = command("connection.recheck", connectionRef, async (ctx, { connectionId }) => {
  const connection = await findConnection(ctx, connectionId, "refresh", { lock: true })
  if (!connectionCan(connection.status, "recheck") || connection.lifecycle !== "live")
    throw new AppError("conflict", "This connection is retired and is not checked any more.")
  const version = await versionToCheck(ctx, connection)
  return promiseValidation(ctx, connection, version)
})

/** What is in use, or the newest that was never judged; else the one that was refused last. */
export async function versionToCheck({ db, organizationId }: Context, { id }: Found): Promise<number> {
  const [found] = await db
    .select({ version: credentials.version })
    .from(credentials)
    .where(
      and(
        eq(credentials.organizationId, organizationId),
        eq(credentials.connectionId, id),
        sql`${credentials.state} in ('current', 'pending', 'rejected')`,
      ),
    )
    .orderBy(sql`${credentials.state} = 'rejected'`, desc(credentials.version))
    .limit(1)
  if (!found) throw new AppError("conflict", "There is no credential to check. Submit one.")
  return found.version
}

/** A validation that runs already is joined. A connection that is not Active waits for the verdict; one that is goes on working. */
export async function promiseValidation(ctx: Context, { id, status }: Found, credentialVersion: number) {
  const run = await queueRun(ctx, { connectionId: id, kind: "validation", startedBy: personOf(ctx).userId, credentialVersion })
  if (!run) throw new AppError("conflict", "A check has just ended. Try again.")
  if (!run.joined) {
    if (status !== "Active")
      await ctx.db
        .update(connections)
        .set({
          status: "Processing",
          statusReason: null,
          ...(status !== "Processing" && { statusSince: sql`now()` }),
        })
        .where(mine(ctx, id))
    await enqueue(ctx, validateJob, { connectionId: id, runId: run.id }, { priority: priorities.validation })
  }
  return { id, runId: run.id, audit: { credentialVersion, joined: run.joined } }
}
