import "server-only"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { hasTables } from "@/lib/connectors/manifests"
import { enqueue } from "@/lib/queue/enqueue"
import { endRestore } from "./end-restore"
import { expired } from "./ending"
import { claimed, type Examined, endingOf, examine, lockConnection, type State, setState } from "./examine"
import type { Connection } from "./find"
import { priorities, refreshSchemaJob, runRef } from "./jobs"
import { endRun, holdRun, queueRun } from "./run"
import { comparedWithUse, isBeside, settleCredential } from "./take-over"
import type { Verdict } from "./verdict"

/** Asks the source whether we are welcome, and whether we may do what we need. A refusal is an answer: it is written down. */
export const validateConnection = errand("connection.validate", runRef, {
  go: async (ctx, { runId }) => examine(ctx, await claimed(ctx, runId)),

  async settle(ctx, { claim, verdict: seen }: Examined) {
    await holdRun(ctx, claim)
    const connection = await lockConnection(ctx, claim.connectionId)
    const version = claim.credentialVersion
    const beside = await isBeside(ctx, connection, version)
    const verdict = beside ? await comparedWithUse(ctx, connection, claim, seen) : seen
    const endsAt = await settleCredential(ctx, connection, { version, verdict, beside })
    // A new secret that did not pass says nothing about the one in use: only its own run tells of it.
    const state: State = beside && verdict.kind !== "passed" ? {} : (expired(endsAt) ?? stateAfter(connection, verdict))
    if (Object.keys(state).length > 0) await setState(ctx, connection, state)
    if (connection.disconnectedAt && connection.lifecycle === "live") await endRestore(ctx, connection, claim.startedBy, state)
    await endRun(ctx, claim, endingOf(verdict))
    if (state.status === "Active") await refreshFirst(ctx, connection)
    return { id: connection.id, audit: { verdict: verdict.kind, status: state.status ?? connection.status, credentialVersion: version } }
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

async function refreshFirst(ctx: Context, { id: connectionId, platform, snapshot }: Connection): Promise<void> {
  if (snapshot !== null || !hasTables(platform)) return
  const run = await queueRun(ctx, { connectionId, kind: "refresh", startedBy: null })
  if (run && !run.joined) await enqueue(ctx, refreshSchemaJob, { connectionId, runId: run.id }, { priority: priorities.refresh })
}
