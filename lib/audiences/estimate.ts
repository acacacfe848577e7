import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { type Query, query } from "@/lib/access/verb"
import { askEstimate } from "@/lib/questions/ask"
import { type CountAsked, countAsked, type Estimate } from "@/lib/questions/model"
import { findTarget } from "@/lib/questions/target"

const admitEstimate = query("audience.estimate", countAsked, async (ctx, asked) => {
  await findTarget(ctx, asked)
  return asked
})

/** How many bytes a count would read, where the platform bills for that. Asked the same way as the count, and free. */
async function ask(ctx: Context, raw: CountAsked, signal?: AbortSignal): Promise<Estimate> {
  const asked = await admitEstimate(ctx, raw)
  const { organizationId, requestId } = ctx
  return askEstimate({ organizationId, userId: personOf(ctx).userId, requestId, asked }, signal)
}

export const estimateAudience: Query<CountAsked, Estimate> & typeof ask = Object.assign(ask, {
  verb: admitEstimate.verb,
  reads: admitEstimate.reads,
})
