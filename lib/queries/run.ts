import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { queryRuns } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { QueryId, QueryRunId, UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { RunLost } from "@/lib/connections/run"
import type { Lease } from "@/lib/connections/watch"
import type { Found } from "./standing"

/** The right to work on a refresh: one attempt of it, as long as its lease lives. */
export type Claim = { runId: QueryRunId; queryId: QueryId; attempt: number; startedBy: UserId | null }

// The database's clock, and not that of the transaction: a lease can end while one is open.
const leaseFromNow = () => sql`clock_timestamp() + ${times.lease / 1_000} * interval '1 second'`
const ofRun = ({ organizationId }: Context, id: QueryRunId) => and(eq(queryRuns.organizationId, organizationId), eq(queryRuns.id, id))
/** The fence before every write of a worker. */
const fence = (ctx: Context, { runId, attempt }: Claim) =>
  and(ofRun(ctx, runId), eq(queryRuns.attempt, attempt), eq(queryRuns.state, "running"), sql`${queryRuns.leaseUntil} > clock_timestamp()`)

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
  const free = sql`(${queryRuns.state} = 'queued' or (${queryRuns.state} = 'running' and ${queryRuns.leaseUntil} <= clock_timestamp()))`
  const [claimed] = await within(ctx, ({ db }) =>
    db
      .update(queryRuns)
      .set({
        state: "running",
        attempt: sql`${queryRuns.attempt} + 1`,
        leaseUntil: leaseFromNow(),
        startedAt: sql`coalesce(${queryRuns.startedAt}, now())`,
      })
      .where(and(ofRun(ctx, runId), free))
      .returning({ queryId: queryRuns.queryId, attempt: queryRuns.attempt, startedBy: queryRuns.startedBy }),
  )
  if (!claimed) throw new RunLost(runId)
  return { runId, ...claimed }
}

/** Nobody cancels a refresh; whoever no longer wants it deletes the query, and the lease is lost. */
const goesOn = { cancelRequested: false }

export function leaseOf(ctx: Context, claim: Claim): Lease {
  const held = (rows: unknown[]) => {
    if (rows.length === 0) throw new RunLost(claim.runId)
    return goesOn
  }
  const set = () => ({ leaseUntil: leaseFromNow() })
  const id = { id: queryRuns.id }
  return {
    renew: () => within(ctx, async ({ db }) => held(await db.update(queryRuns).set(set()).where(fence(ctx, claim)).returning(id))),
    look: () => within(ctx, async ({ db }) => held(await db.select(id).from(queryRuns).where(fence(ctx, claim)))),
    release: () =>
      within(ctx, async ({ db }) => {
        await db.update(queryRuns).set({ leaseUntil: sql`clock_timestamp()` }).where(fence(ctx, claim))
      }),
  }
}

/** Locks the refresh for the rest of this transaction: nobody can take it over before its last writes are kept. */
export async function holdQueryRun(ctx: Context, claim: Claim): Promise<void> {
  const [held] = await ctx.db.select({ id: queryRuns.id }).from(queryRuns).where(fence(ctx, claim)).for("update")
  if (!held) throw new RunLost(claim.runId)
}

export type Ending = Partial<Pick<typeof queryRuns.$inferInsert, "rows" | "preview" | "reason" | keyof ReturnType<typeof usedBy>>>

/** Ends a refresh that is held. */
export async function endQueryRun(ctx: Context, claim: Claim, state: "succeeded" | "failed", ending: Ending): Promise<void> {
  await ctx.db
    .update(queryRuns)
    .set({ ...ending, state, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(ofRun(ctx, claim.runId), eq(queryRuns.attempt, claim.attempt)))
}
