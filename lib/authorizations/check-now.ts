import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { type Found, findConnection } from "@/lib/connections/find"
import { checkHealthJob, priorities } from "@/lib/connections/jobs"
import { promiseValidation, versionToCheck } from "@/lib/connections/recheck"
import { queueRun } from "@/lib/connections/run"
import { connectionCan } from "@/lib/connections/states"
import { enqueue } from "@/lib/queue/enqueue"
import { type Checked, checkedNow } from "./model"

/** Asks the sources at once, and not when their day comes round: done or refused with the reason, row by row. A check under way is joined. */
export const checkNow = command("authorization.checkNow", checkedNow, async (ctx, { connectionIds }) => {
  const answer: Checked = { asked: [], refused: [] }
  // Always in one order, so that two people who ask for the same rows do not wait for each other.
  for (const id of [...new Set(connectionIds)].sort()) {
    try {
      answer.asked.push(await ctx.db.transaction((db) => ask({ ...ctx, db }, id)))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      answer.refused.push({ id, why: error.message })
    }
  }
  const audit = { asked: answer.asked.map(({ id }) => id), refused: answer.refused.map(({ id }) => id) }
  return { id: ctx.organizationId, ...answer, audit }
})

async function ask(ctx: Context, id: ConnectionId): Promise<Checked["asked"][number]> {
  const found = await findConnection(ctx, id, "refresh", { lock: true })
  if (found.lifecycle !== "live") throw new AppError("conflict", `${found.name} is disconnected. Restore it first.`)
  if (!connectionCan(found.status, "recheck")) throw new AppError("conflict", `${found.name} is retired and is not checked any more.`)
  const { runId, joined } = found.status === "Active" ? await promiseHealth(ctx, found) : await promiseAnew(ctx, found)
  await record(ctx, { verb: "connection.recheck", subject: id, detail: { joined } })
  return { id, name: found.name, runId, joined }
}

/** What works goes on with what it has, and is looked at. */
async function promiseHealth(ctx: Context, { id: connectionId }: Found) {
  const run = await queueRun(ctx, { connectionId, kind: "health", startedBy: personOf(ctx).userId })
  if (!run) throw new AppError("conflict", "A check has just ended. Try again.")
  if (!run.joined) await enqueue(ctx, checkHealthJob, { connectionId, runId: run.id }, { priority: priorities.validation })
  return { runId: run.id, joined: run.joined }
}

/** What does not work may work again after its checks. */
async function promiseAnew(ctx: Context, found: Found) {
  const { runId, audit } = await promiseValidation(ctx, found, await versionToCheck(ctx, found))
  return { runId, joined: audit.joined }
}
