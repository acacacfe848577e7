import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { type Query, query } from "@/lib/access/verb"
import { askCount } from "@/lib/questions/ask"
import { marked } from "@/lib/questions/mark"
import { type Count, type CountAsked, countAsked } from "@/lib/questions/model"
import { findTarget } from "@/lib/questions/target"

const admitCount = query("audience.count", countAsked, async (ctx, asked) => {
  await findTarget(ctx, asked)
  return asked
})

/**
 * How many rows a filter leaves, from the source itself. First the right and the filter are checked here, in a transaction that ends before
 * anything is waited for; then the worker is asked, who checks both again. An aborted `signal` cancels in the source.
 */
async function ask(ctx: Context, raw: CountAsked, signal?: AbortSignal): Promise<Count> {
  const asked = await admitCount(ctx, raw)
  const { editor: _, ...target } = asked
  const { organizationId, requestId } = ctx
  const { count, countedAt, ...rest } = await askCount({ organizationId, userId: personOf(ctx).userId, requestId, asked }, signal)
  return { ...marked({ organizationId, ...target }, count, countedAt), ...rest }
}

export const countAudience: Query<CountAsked, Count> & typeof ask = Object.assign(ask, { verb: admitCount.verb, reads: admitCount.reads })
