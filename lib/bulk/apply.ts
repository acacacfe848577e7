import "server-only"
import type { Context } from "@/lib/access/context"
import { record } from "@/lib/access/record"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { demandImpact, impactOf } from "@/lib/impact/of"
import { type BulkResult, bulkAct } from "./model"
import { actsOf, planOf, type Step } from "./plan"

/** One act on many connections, each by the function of the single verb: done or refused with the reason, row by row. */
export const bulkConnections = command("connection.bulk", bulkAct, async (ctx, { token, ...wish }) => {
  const { steps, refused } = await planOf(ctx, wish, { lock: true })
  const acts = actsOf(steps)
  if (acts.length > 0) await demandImpact(ctx, acts, token)
  const result: BulkResult = { done: [], refused }
  for (const step of steps) {
    const why = await refusalOf(ctx, step)
    if (why === null) result.done.push({ id: step.id, name: step.name })
    else refused.push({ id: step.id, name: step.name, why })
  }
  const audit = {
    deed: wish.deed,
    teamIds: wish.teamIds,
    allTeams: wish.allTeams,
    done: result.done.map(({ id }) => id),
    refused: refused.map(({ id }) => id),
  }
  return { id: ctx.organizationId, ...result, audit }
})

/** In a transaction within the transaction: a row that is refused leaves nothing behind, and the others stand. */
async function refusalOf(ctx: Context, { id, act, verb, run }: Step): Promise<string | null> {
  try {
    await ctx.db.transaction(async (db) => {
      const inside = { ...ctx, db }
      // All of it together was seen; for this row alone the same is said again.
      const { token } = act ? await impactOf(inside, [act]) : { token: undefined }
      const { audit } = await run(inside, token)
      await record(inside, { verb, subject: id, detail: audit })
    })
    return null
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
