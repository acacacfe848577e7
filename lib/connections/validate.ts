import "server-only"
import { and, eq, inArray, lt, ne, sql } from "drizzle-orm"
import { credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { enqueue } from "@/lib/jobs/enqueue"
import { endRestore } from "./end-restore"
import { claimed, type Examined, endingOf, examine, lockConnection, type State, setState } from "./examine"
import type { Connection } from "./find"
import { priorities, refreshSchemaJob, runRef } from "./jobs"
import { endRun, holdRun, queueRun } from "./run"
import type { Verdict } from "./verdict"

/** Asks the source whether we are welcome, and whether we may do what we need. A refusal is an answer: it is written down. */
export const validateConnection = errand("connection.validate", runRef, {
  go: async (ctx, { runId }) => examine(ctx, await claimed(ctx, runId)),

  async settle(ctx, { claim, verdict }: Examined) {
    await holdRun(ctx, claim)
    const connection = await lockConnection(ctx, claim.connectionId)
    const state = stateAfter(connection, verdict)
    await settleCredential(ctx, connection, claim.credentialVersion, verdict)
    await setState(ctx, connection, state)
    if (connection.disconnectedAt && connection.lifecycle === "live") await endRestore(ctx, connection, claim.startedBy, state)
    await endRun(ctx, claim, endingOf(verdict))
    if (state.status === "Active") await refreshFirst(ctx, connection)
    return { id: connection.id, audit: { verdict: verdict.kind, status: state.status ?? connection.status } }
  },
})

export function stateAfter({ status, lifecycle }: Connection, verdict: Verdict): State {
  // Retired or disconnected meanwhile: what was seen of it is kept, and it does not come back by itself.
  if (status === "Deprecated" || lifecycle !== "live")
    return verdict.kind === "passed" ? { health: "Healthy", healthReason: null } : { healthReason: verdict.reason }
  switch (verdict.kind) {
    case "passed":
      return { status: "Active", statusReason: null, health: "Healthy", healthReason: null, missingGrants: verdict.missing }
    case "refused":
    case "lacking":
      return { status: "Inactive", statusReason: verdict.reason, health: "Unhealthy", healthReason: verdict.reason, missingGrants: 0 }
    case "unreachable":
      // An outage leaves the status of a working connection alone. One that is still Processing has none to keep: nobody ever saw it work.
      return status === "Processing"
        ? { status: "Inactive", statusReason: verdict.reason, health: "Unknown", healthReason: verdict.reason }
        : { health: "Unknown", healthReason: verdict.reason }
  }
}

/** A credential takes over once it has passed, is rejected once it was refused, and stays pending while nobody could judge it. */
async function settleCredential(ctx: Context, { id }: Connection, version: number | null, verdict: Verdict): Promise<void> {
  if (version === null || verdict.kind === "unreachable" || verdict.kind === "lacking") return
  const { db, organizationId } = ctx
  const of = and(eq(credentials.organizationId, organizationId), eq(credentials.connectionId, id))
  if (verdict.kind === "passed") {
    await db
      .update(credentials)
      .set({ state: "superseded" })
      .where(and(of, ne(credentials.version, version), inArray(credentials.state, ["current", "pending", "rejected"])))
    await db
      .update(credentials)
      .set({ state: "current" })
      .where(and(of, eq(credentials.version, version)))
  } else {
    await db
      .update(credentials)
      .set({ state: "superseded" })
      .where(and(of, lt(credentials.version, version), inArray(credentials.state, ["pending", "rejected"])))
    // One that was in use and is refused now keeps its name: it is the current one, and it is dead.
    await db
      .update(credentials)
      .set({ state: "rejected" })
      .where(and(of, eq(credentials.version, version), sql`${credentials.state} = 'pending'`))
  }
}

async function refreshFirst(ctx: Context, { id: connectionId, snapshot }: Connection): Promise<void> {
  if (snapshot !== null) return
  const run = await queueRun(ctx, { connectionId, kind: "refresh", startedBy: null })
  if (run && !run.joined) await enqueue(ctx, refreshSchemaJob, { connectionId, runId: run.id }, { priority: priorities.refresh })
}
