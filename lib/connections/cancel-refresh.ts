import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { runs } from "@/db/schema"
import { command } from "@/lib/access/verb"
import { findConnection } from "./find"
import { connectionRef } from "./model"

/** One that waits ends here; one that runs is asked to stop, and its worker listens within a second. */
export const cancelRefresh = command("connection.cancelRefresh", connectionRef, async (ctx, { connectionId }) => {
  await findConnection(ctx, connectionId, "refresh")
  const of = and(eq(runs.organizationId, ctx.organizationId), eq(runs.connectionId, connectionId), eq(runs.kind, "refresh"))
  const [waiting] = await ctx.db
    .update(runs)
    .set({ state: "cancelled", reason: "Cancelled before it began.", cancelRequested: true, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(of, eq(runs.state, "queued")))
    .returning({ id: runs.id })
  const [running] = await ctx.db
    .update(runs)
    .set({ cancelRequested: true })
    .where(and(of, eq(runs.state, "running")))
    .returning({ id: runs.id })
  return { id: connectionId, cancelled: Boolean(waiting ?? running), audit: { runId: waiting?.id ?? running?.id ?? null } }
})
