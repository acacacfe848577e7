import "server-only"
import type { Context } from "@/lib/access/context"
import { isMarked } from "@/lib/questions/mark"
import type { Counted, Target } from "@/lib/questions/model"

const largest = Number.MAX_SAFE_INTEGER

/** The count to store beside an audience: only one that the worker answered to exactly this question. */
export function countToKeep({ organizationId }: Context, { connectionId, schema, table, filter }: Target, counted: Counted | undefined) {
  const asked = { organizationId, connectionId, schema, table, filter }
  if (!counted || counted.count > largest || !isMarked(asked, counted)) return { lastCount: null, countedAt: null }
  return { lastCount: counted.count, countedAt: counted.countedAt }
}
