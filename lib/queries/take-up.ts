import "server-only"
import { and, eq, isNull, lt, or, sql } from "drizzle-orm"
import { queryRuns } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { priorities } from "@/lib/connections/jobs"
import { mostAttempts } from "@/lib/connections/run"
import { forgottenAfter, givenUp } from "@/lib/connections/take-up"
import { enqueue } from "@/lib/queue/enqueue"
import { fetchQueryJob } from "./jobs"

/** Takes up the refreshes that a dead worker left: promises them again, or gives them up after the last attempt. */
export function takeUpQueryRuns(ctx: Context): Promise<{ again: number; givenUp: number }> {
  return within(ctx, async (inside) => {
    const { db, organizationId } = inside
    const silent = and(eq(queryRuns.state, "running"), lt(queryRuns.leaseUntil, sql`clock_timestamp()`))
    const forgotten = and(
      eq(queryRuns.state, "queued"),
      lt(queryRuns.createdAt, sql`now() - ${forgottenAfter}::interval`),
      or(isNull(queryRuns.leaseUntil), lt(queryRuns.leaseUntil, sql`clock_timestamp()`)),
    )
    const left = await db
      .select({ id: queryRuns.id, queryId: queryRuns.queryId, attempt: queryRuns.attempt })
      .from(queryRuns)
      .where(and(eq(queryRuns.organizationId, organizationId), sql`state in ('queued', 'running')`, or(silent, forgotten)))
      .for("update", { skipLocked: true })
    const change = (id: (typeof left)[number]["id"], set: Partial<Record<keyof typeof queryRuns.$inferInsert, unknown>>) =>
      db
        .update(queryRuns)
        .set(set as typeof queryRuns.$inferInsert)
        .where(and(eq(queryRuns.organizationId, organizationId), eq(queryRuns.id, id)))
    const spent = left.filter(({ attempt }) => attempt >= mostAttempts)
    for (const { id } of spent) await change(id, { state: "failed", reason: givenUp, leaseUntil: null, finishedAt: sql`now()` })
    for (const { id, queryId } of left.filter((run) => !spent.includes(run))) {
      // While it waits, the lease says when it was promised last.
      await change(id, { state: "queued", leaseUntil: sql`clock_timestamp() + ${forgottenAfter}::interval` })
      await enqueue(inside, fetchQueryJob, { queryId, runId: id }, { priority: priorities.refresh })
    }
    return { again: left.length - spent.length, givenUp: spent.length }
  })
}
