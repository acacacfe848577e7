import "server-only"
import { and, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { times } from "@/lib/base/times"
import { mostAttempts, RunLost } from "@/lib/connections/run"
import { forgottenAfter } from "@/lib/connections/take-up"
import type { Lease } from "@/lib/connections/watch"

/** A table of executions of something that people made: one attempt works on each, as long as its lease lives. */
export type RunTable = PgTable &
  Record<"organizationId" | "id" | "state" | "attempt" | "leaseUntil" | "startedAt" | "createdAt" | "finishedAt", AnyPgColumn>
export type Attempt = { runId: string; attempt: number }

// The database's clock, and not that of the transaction: a lease can end while one is open.
const leaseFromNow = () => sql`clock_timestamp() + ${times.lease / times.second} * interval '1 second'`

export const ofRun = (t: RunTable, { organizationId }: Context, id: string) => and(eq(t.organizationId, organizationId), eq(t.id, id))
/** The fence before every write of a worker. */
export const fence = (t: RunTable, ctx: Context, { runId, attempt }: Attempt) =>
  and(ofRun(t, ctx, runId), eq(t.attempt, attempt), eq(t.state, "running"), sql`${t.leaseUntil} > clock_timestamp()`)

/** What claims a waiting run, or one whose worker fell silent. */
export const free = (t: RunTable): SQL => sql`(${t.state} = 'queued' or (${t.state} = 'running' and ${t.leaseUntil} <= clock_timestamp()))`
export const claimed = (t: RunTable) => ({
  state: "running" as const,
  attempt: sql`${t.attempt} + 1`,
  leaseUntil: leaseFromNow(),
  startedAt: sql`coalesce(${t.startedAt}, now())`,
})
export const ended = { leaseUntil: null, finishedAt: sql`now()` }

/** Locks the run for the rest of this transaction: nobody can take it over before its last writes are kept. */
export async function holdRun(t: RunTable, ctx: Context, claim: Attempt): Promise<void> {
  const [held] = await ctx.db
    .select({ id: t.id })
    .from(t as PgTable)
    .where(fence(t, ctx, claim))
    .for("update")
  if (!held) throw new RunLost(claim.runId)
}

/** The lease of an attempt. `heard` is told when somebody has asked to stop; whoever wants to end at once throws there. */
export function leaseOf(t: RunTable, ctx: Context, claim: Attempt, asked?: { column: AnyPgColumn; heard(): void }): Lease {
  const stop = { stop: asked ? sql<boolean>`${asked.column}` : sql<boolean>`false` }
  const held = ([run]: { stop: boolean }[]) => {
    if (!run) throw new RunLost(claim.runId)
    if (run.stop) asked?.heard()
    return { cancelRequested: false }
  }
  const until = (leaseUntil: SQL) => ({ leaseUntil })
  return {
    renew: () =>
      within(ctx, async ({ db }) =>
        held(
          await db
            .update(t)
            .set(until(leaseFromNow()))
            .where(fence(t, ctx, claim))
            .returning(stop),
        ),
      ),
    look: () =>
      within(ctx, async ({ db }) =>
        held(
          await db
            .select(stop)
            .from(t as PgTable)
            .where(fence(t, ctx, claim)),
        ),
      ),
    release: () =>
      within(ctx, async ({ db }) => {
        await db
          .update(t)
          .set(until(sql`clock_timestamp()`))
          .where(fence(t, ctx, claim))
      }),
  }
}

type Left<Of> = { id: string; of: Of; attempt: number }
type Keeper<Of> = {
  /** What the run is of. */
  of: AnyPgColumn
  again(inside: Context, run: Left<Of>): Promise<void>
  giveUp(inside: Context, run: Left<Of>): Promise<void>
}

/** Takes up what a dead worker left: promises it again, or gives it up after the last attempt. */
export function takeUp<Of>(ctx: Context, t: RunTable, { of, again, giveUp }: Keeper<Of>): Promise<{ again: number; givenUp: number }> {
  return within(ctx, async (inside) => {
    const { db, organizationId } = inside
    const silent = and(eq(t.state, "running"), lt(t.leaseUntil, sql`clock_timestamp()`))
    const forgotten = and(
      eq(t.state, "queued"),
      lt(t.createdAt, sql`now() - ${forgottenAfter}::interval`),
      or(isNull(t.leaseUntil), lt(t.leaseUntil, sql`clock_timestamp()`)),
    )
    const left = (await db
      .select({ id: t.id, of, attempt: t.attempt })
      .from(t as PgTable)
      .where(and(eq(t.organizationId, organizationId), sql`${t.state} in ('queued', 'running')`, or(silent, forgotten)))
      .for("update", { skipLocked: true })) as Left<Of>[]
    const spent = left.filter(({ attempt }) => attempt >= mostAttempts)
    for (const run of spent) await giveUp(inside, run)
    for (const run of left.filter((one) => !spent.includes(one))) {
      // While it waits, the lease says when it was promised last.
      const promised = { state: "queued", leaseUntil: sql`clock_timestamp() + ${forgottenAfter}::interval` }
      await db
        .update(t)
        .set(promised)
        .where(ofRun(t, inside, run.id))
      await again(inside, run)
    }
    return { again: left.length - spent.length, givenUp: spent.length }
  })
}
