import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { runs } from "@/db/schema"
import type { Progress } from "@/db/schema/runs"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import type { ConnectionId, RunId, UserId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"

export type RunKind = (typeof runs.$inferSelect)["kind"]
/** The right to work on a run: one attempt of it, as long as its lease lives. */
export type Claim = {
  runId: RunId
  connectionId: ConnectionId
  kind: RunKind
  attempt: number
  credentialVersion: number | null
  startedBy: UserId | null
}
export type Ending = { state: "succeeded" | "failed" | "timed out" | "cancelled"; reason?: string }

/** Somebody else works on this run, or it has ended: whoever hears this writes nothing. */
export class RunLost extends Error {
  override name = "RunLost"
}

/** Attempts that a run gets before it is given up. */
export const mostAttempts = 3

/** Spoken when the process is asked to leave: work stops and its runs are free for the next worker at once. */
export const leaving = new AbortController()

// The database's clock, and not that of the transaction: a lease can end while one is open.
const leaseFromNow = () => sql`clock_timestamp() + ${times.lease / 1_000} * interval '1 second'`
const ofRun = ({ organizationId }: Context, id: RunId) => and(eq(runs.organizationId, organizationId), eq(runs.id, id))

/** The fence before every write of a worker. */
export const fence = (ctx: Context, { runId, attempt }: Claim) =>
  and(ofRun(ctx, runId), eq(runs.attempt, attempt), eq(runs.state, "running"), sql`${runs.leaseUntil} > clock_timestamp()`)

/** Begins a run, or finds the one that is under way: one of a kind per connection. */
export async function queueRun(
  ctx: Context,
  run: { connectionId: ConnectionId; kind: RunKind; startedBy: UserId | null; credentialVersion?: number },
) {
  const { organizationId, db } = ctx
  const [made] = await db
    .insert(runs)
    .values({ organizationId, ...run })
    .onConflictDoNothing()
    .returning({ id: runs.id })
  if (made) return { id: made.id, joined: false }
  const same = and(eq(runs.organizationId, organizationId), eq(runs.connectionId, run.connectionId), eq(runs.kind, run.kind))
  const [running] = await db.select({ id: runs.id }).from(runs).where(and(same, sql`state in ('queued', 'running')`))
  return running ? { id: running.id, joined: true } : undefined
}

/** Takes a waiting run, or one whose worker fell silent. */
export async function claimRun(ctx: Context, runId: RunId): Promise<Claim> {
  const free = sql`(${runs.state} = 'queued' or (${runs.state} = 'running' and ${runs.leaseUntil} <= clock_timestamp()))`
  const [claimed] = await within(ctx, ({ db }) =>
    db
      .update(runs)
      .set({
        state: "running",
        attempt: sql`${runs.attempt} + 1`,
        leaseUntil: leaseFromNow(),
        startedAt: sql`coalesce(${runs.startedAt}, now())`,
      })
      .where(and(ofRun(ctx, runId), free))
      .returning(),
  )
  if (!claimed) throw new RunLost(runId)
  const { connectionId, kind, attempt, credentialVersion, startedBy } = claimed
  return { runId, connectionId, kind, attempt, credentialVersion, startedBy }
}

/** Lengthens the lease and says how far the work is; answers whether somebody asked to stop. */
export async function renewRun(ctx: Context, claim: Claim, progress?: Progress): Promise<{ cancelRequested: boolean }> {
  const [renewed] = await within(ctx, ({ db }) =>
    db
      .update(runs)
      .set({ leaseUntil: leaseFromNow(), ...(progress && { progress }) })
      .where(fence(ctx, claim))
      .returning({ cancelRequested: runs.cancelRequested }),
  )
  if (!renewed) throw new RunLost(claim.runId)
  return renewed
}

/** Looks without writing, so that a watched run does not make an event a second. */
export async function lookAtRun(ctx: Context, claim: Claim): Promise<{ cancelRequested: boolean }> {
  const [seen] = await within(ctx, ({ db }) => db.select({ cancelRequested: runs.cancelRequested }).from(runs).where(fence(ctx, claim)))
  if (!seen) throw new RunLost(claim.runId)
  return seen
}

/**
 * Locks the run for the rest of this transaction: nobody can take it over before the work's last writes are kept. Writes that share it do
 * not wait for one another.
 */
export async function holdRun(ctx: Context, claim: Claim, as: "share" | "update" = "update"): Promise<void> {
  const [held] = await ctx.db.select({ id: runs.id }).from(runs).where(fence(ctx, claim)).for(as)
  if (!held) throw new RunLost(claim.runId)
}

/** Ends a run that is held. */
export async function endRun(ctx: Context, claim: Claim, { state, reason }: Ending): Promise<void> {
  await ctx.db
    .update(runs)
    .set({ state, reason: reason ?? null, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(ofRun(ctx, claim.runId), eq(runs.attempt, claim.attempt)))
}

/** Gives the run back unfinished: the next worker need not wait for the lease to end. */
export async function releaseRun(ctx: Context, claim: Claim): Promise<void> {
  await within(ctx, ({ db }) => db.update(runs).set({ leaseUntil: sql`clock_timestamp()` }).where(fence(ctx, claim)))
}
