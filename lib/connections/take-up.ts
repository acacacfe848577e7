import "server-only"
import { and, eq, isNull, lt, or, sql } from "drizzle-orm"
import { connections, runs } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { enqueue } from "@/lib/queue/enqueue"
import { jobOf, priorities } from "./jobs"
import { mostAttempts, type RunKind } from "./run"

/** A promise that nobody has kept by then is made again: a run that lies in the queue twice is begun once. */
export const forgottenAfter = "2 minutes"
export const givenUp =
  "This was begun several times and never finished, because the worker stopped each time. Try again, and tell the operator if it happens again."

/** Takes up what a dead worker left: promises it again, or gives it up after the last attempt. One organization at a time. */
export function takeUpRuns(ctx: Context): Promise<{ again: number; givenUp: number }> {
  return within(ctx, async (inside) => {
    const { db, organizationId } = inside
    const silent = and(eq(runs.state, "running"), lt(runs.leaseUntil, sql`clock_timestamp()`))
    const forgotten = and(
      eq(runs.state, "queued"),
      lt(runs.createdAt, sql`now() - ${forgottenAfter}::interval`),
      or(isNull(runs.leaseUntil), lt(runs.leaseUntil, sql`clock_timestamp()`)),
    )
    const left = await db
      .select({ id: runs.id, kind: runs.kind, connectionId: runs.connectionId, attempt: runs.attempt })
      .from(runs)
      .where(and(eq(runs.organizationId, organizationId), sql`state in ('queued', 'running')`, or(silent, forgotten)))
      .for("update", { skipLocked: true })
    let ended = 0
    for (const run of left) {
      if (run.attempt >= mostAttempts) {
        ended++
        await giveUp(inside, run)
        continue
      }
      // While it waits, the lease says when it was promised last.
      await db
        .update(runs)
        .set({ state: "queued", leaseUntil: sql`clock_timestamp() + ${forgottenAfter}::interval` })
        .where(and(eq(runs.organizationId, organizationId), eq(runs.id, run.id)))
      const priority = run.kind === "health" ? priorities.clock : priorities[run.kind]
      await enqueue(inside, jobOf[run.kind], { connectionId: run.connectionId, runId: run.id }, { priority })
    }
    return { again: left.length - ended, givenUp: ended }
  })
}

type Left = { id: (typeof runs.$inferSelect)["id"]; kind: RunKind; connectionId: (typeof runs.$inferSelect)["connectionId"] }

async function giveUp({ db, organizationId }: Context, { id, kind, connectionId }: Left): Promise<void> {
  await db
    .update(runs)
    .set({ state: "failed", reason: givenUp, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(eq(runs.organizationId, organizationId), eq(runs.id, id)))
  if (kind !== "validation") return
  await db
    .update(connections)
    .set({
      status: "Inactive",
      statusReason: givenUp,
      statusSince: sql`now()`,
      health: "Unknown",
      healthReason: givenUp,
      updatedAt: sql`now()`,
    })
    .where(and(eq(connections.organizationId, organizationId), eq(connections.id, connectionId), eq(connections.status, "Processing")))
}
