import "server-only"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { expired } from "./ending"
import { type Examined, endingOf, examine, lockConnection, type State, setState } from "./examine"
import { type Connection, findForWorker } from "./find"
import { runRef } from "./jobs"
import { type Claim, claimRun, endRun, holdRun, queueRun, RunLost } from "./run"
import { healthDue } from "./slot"
import { connectionCan } from "./states"
import type { Verdict } from "./verdict"

/** The daily look at a connection: the same checks, with the credential that is in use. What had stopped working and passes works again. */
export const checkHealth = errand("connection.checkHealth", runRef, {
  go: async (ctx, { connectionId, runId }) => examine(ctx, await claimRun(ctx, runId ?? (await begin(ctx, connectionId)))),

  async settle(ctx, { claim, verdict }: Examined) {
    await holdRun(ctx, claim)
    const connection = await lockConnection(ctx, claim.connectionId)
    const state = (isJudged(connection) && expired(connection.credentialExpiresAt)) || healthAfter(connection, verdict)
    await setState(ctx, connection, state)
    await endRun(ctx, claim, endingOf(verdict))
    return { id: connection.id, audit: { verdict: verdict.kind, health: state.health, status: state.status ?? connection.status } }
  },
})

/** The clock's promises may pile up while the worker is away: only what is still due is begun, and never beside another. */
async function begin(ctx: Context, connectionId: Connection["id"]): Promise<Claim["runId"]> {
  return within(ctx, async (inside) => {
    const { status, checkedAt } = await findForWorker(inside, connectionId)
    if (!connectionCan(status, "check") || !healthDue(connectionId, checkedAt)) throw new RunLost("not due")
    const run = await queueRun(inside, { connectionId, kind: "health", startedBy: null })
    if (!run) throw new RunLost("not due")
    return run.id
  })
}

/** A person may have corrected or retired it meanwhile: what waits for another verdict is not judged by this one. */
const isJudged = ({ status }: Connection) => connectionCan(status, "check")

function healthAfter(connection: Connection, verdict: Verdict): State {
  const judged = isJudged(connection)
  switch (verdict.kind) {
    case "passed":
      return {
        health: "Healthy",
        healthReason: null,
        ...(judged && { status: "Active" as const, missingGrants: verdict.missing, statusReason: null }),
      }
    case "unreachable":
      return { health: "Unknown", healthReason: verdict.reason }
    case "refused": {
      const reason =
        "The credentials were refused at the last check: they have expired, were revoked, or the source was changed. Submit new credentials."
      return { health: "Unhealthy", healthReason: reason, ...(judged && { status: "Inactive" as const, statusReason: reason }) }
    }
    case "lacking":
      return {
        health: "Unhealthy",
        healthReason: verdict.reason,
        ...(judged && { status: "Inactive" as const, statusReason: verdict.reason }),
      }
  }
}
