import "server-only"
import { query } from "@/lib/access/verb"
import { impactOf } from "@/lib/impact/of"
import { type BulkPreview, bulkWish } from "./model"
import { actsOf, planOf } from "./plan"

/** One preview of all rows together: a person who loses two connections is named once. */
export const previewBulk = query("connection.previewBulk", bulkWish, async (ctx, wish): Promise<BulkPreview> => {
  const { steps, refused } = await planOf(ctx, wish)
  const acts = actsOf(steps)
  return { able: steps.length, refused, impact: acts.length > 0 ? await impactOf(ctx, acts) : null }
})
