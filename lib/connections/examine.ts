import "server-only"
import { sql } from "drizzle-orm"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { times } from "@/lib/base/times"
import { SourceError } from "@/lib/connectors/connector"
import { runChecks, writeRefusal } from "./check"
import { dial } from "./dial"
import { type Connection, findForWorker, mine } from "./find"
import { type Claim, claimRun, type Ending, RunLost } from "./run"
import { tellState } from "./tell-state"
import { type Verdict, verdictOf } from "./verdict"
import { Cancelled, TimedOut, watchRun } from "./watch"

export type Examined = { claim: Claim; verdict: Verdict }

/** A run is claimed and the source asked, check by check. What comes back is not acted upon here. */
export async function examine(ctx: Context, claim: Claim): Promise<Examined> {
  const connection = await within(ctx, (inside) => findForWorker(inside, claim.connectionId))
  const verdict = await watchRun(ctx, claim, times.validationTimeout + times.checkTimeout, (watch) =>
    dial(ctx, { connection, version: claim.credentialVersion, signal: watch.signal, why: claim.kind }, (session) =>
      runChecks(ctx, claim, session, watch),
    ).catch((error: unknown) => {
      if (error instanceof SourceError && !watch.signal.aborted) return writeRefusal(ctx, claim, error)
      throw error
    }),
  ).then(verdictOf, (error: unknown): Verdict => {
    if (error instanceof TimedOut) return { kind: "unreachable", reason: "The source could not be reached. It did not answer in time." }
    if (error instanceof Cancelled) return { kind: "unreachable", reason: "The check was cancelled." }
    throw error
  })
  return { claim, verdict }
}

export const claimed = async (ctx: Context, runId: Claim["runId"] | undefined): Promise<Claim> => {
  if (!runId) throw new RunLost("no run")
  return claimRun(ctx, runId)
}

/** How the run itself ends: it did its work, whatever it found, unless nobody could be asked. */
export const endingOf = (verdict: Verdict): Ending =>
  verdict.kind === "passed" ? { state: "succeeded" } : { state: "failed", reason: verdict.reason }

export type State = Partial<Pick<typeof connections.$inferInsert, "status" | "statusReason" | "health" | "healthReason" | "missingGrants">>

/** Writes the state of a connection; the time of the status moves only with the status. */
export async function setState(ctx: Context, connection: Connection, state: State): Promise<void> {
  const moved = state.status !== undefined && state.status !== connection.status
  await ctx.db
    .update(connections)
    .set({ ...state, checkedAt: sql`now()`, ...(moved && { statusSince: sql`now()` }) })
    .where(mine(ctx, connection.id))
  await tellState(ctx, connection, state)
}

/** The row as it stands when the verdict is written: it may have changed while the source was asked. */
export async function lockConnection(ctx: Context, id: Connection["id"]): Promise<Connection> {
  const [found] = await ctx.db.select().from(connections).where(mine(ctx, id)).for("update")
  if (!found) throw new AppError("not_found", "This connection was removed meanwhile.")
  return found
}
