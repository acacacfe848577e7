import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { queryRuns } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { QueryId, QueryRunId, UserId } from "@/lib/base/ids"
import { RunLost } from "@/lib/connections/run"
import type { Lease } from "@/lib/connections/watch"
import * as runs from "@/lib/dependents/runs"
import type { Found } from "./standing"

/** The right to work on a refresh: one attempt of it, as long as its lease lives. */
export type Claim = { runId: QueryRunId; queryId: QueryId; attempt: number; startedBy: UserId | null }

/** What a refresh uses: the connection of the query, and its maker's seat. */
export const usedBy = ({ connection, createdBy }: Found) => ({
  usedConnectionId: connection.id,
  usedConnectionName: connection.name,
  usedSeatOf: createdBy,
})

/** Begins a refresh, or finds the one that is under way: one for each query. */
export async function queueQueryRun(ctx: Context, found: Found, startedBy: UserId) {
  const { organizationId, db } = ctx
  const [made] = await db
    .insert(queryRuns)
    .values({ organizationId, queryId: found.id, startedBy, ...usedBy(found) })
    .onConflictDoNothing()
    .returning({ id: queryRuns.id })
  if (made) return { id: made.id, joined: false }
  const same = and(eq(queryRuns.organizationId, organizationId), eq(queryRuns.queryId, found.id))
  const [running] = await db.select({ id: queryRuns.id }).from(queryRuns).where(and(same, sql`state in ('queued', 'running')`))
  return running ? { id: running.id, joined: true } : undefined
}

/** Takes a waiting refresh, or one whose worker fell silent. */
export async function claimQueryRun(ctx: Context, runId: QueryRunId): Promise<Claim> {
  const [claimed] = await within(ctx, ({ db }) =>
    db
      .update(queryRuns)
      .set(runs.claimed(queryRuns))
      .where(and(runs.ofRun(queryRuns, ctx, runId), runs.free(queryRuns)))
      .returning({ queryId: queryRuns.queryId, attempt: queryRuns.attempt, startedBy: queryRuns.startedBy }),
  )
  if (!claimed) throw new RunLost(runId)
  return { runId, ...claimed }
}

/** Nobody cancels a refresh; whoever no longer wants it deletes the query, and the lease is lost. */
export const leaseOf = (ctx: Context, claim: Claim): Lease => runs.leaseOf(queryRuns, ctx, claim)
export const holdQueryRun = (ctx: Context, claim: Claim): Promise<void> => runs.holdRun(queryRuns, ctx, claim)

export type Ending = Partial<Pick<typeof queryRuns.$inferInsert, "rows" | "preview" | "reason" | keyof ReturnType<typeof usedBy>>>

/** Ends a refresh that is held. */
export async function endQueryRun(ctx: Context, claim: Claim, state: "succeeded" | "failed", ending: Ending): Promise<void> {
  await ctx.db
    .update(queryRuns)
    .set({ ...ending, state, ...runs.ended })
    .where(and(runs.ofRun(queryRuns, ctx, claim.runId), eq(queryRuns.attempt, claim.attempt)))
}
