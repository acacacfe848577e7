import "server-only"
import { randomInt } from "node:crypto"
import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import * as z from "zod"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { times } from "@/lib/base/times"
import { platformsWithTables } from "@/lib/connectors/manifests"
import { enqueue } from "@/lib/queue/enqueue"
import { tellOfEnds } from "./ending"
import { forgetWhatIsOver, saidOf, withdrawWhatIsOver } from "./forget"
import { checkHealthJob, priorities, refreshSchemaJob } from "./jobs"
import { purge } from "./purge"
import type { Withdrawn } from "./withdraw"

/** The hourly look at one organization: a small promise for each connection that is due, so that one slow source delays nobody. */
export const sweepConnections = errand("connection.sweep", z.strictObject({}), {
  go: (ctx) => withdrawWhatIsOver(ctx),
  settle: sweep,
})

async function sweep(ctx: Context, withdrawn: Withdrawn) {
  const checks = await due(ctx, connections.checkedAt, times.healthCheckEvery)
  for (const connectionId of checks) await enqueue(ctx, checkHealthJob, { connectionId }, spread())
  const withTables = inArray(connections.platform, platformsWithTables)
  const refreshes = await due(ctx, connections.schemaRefreshedAt, times.schemaRefreshEvery, withTables)
  for (const connectionId of refreshes) await enqueue(ctx, refreshSchemaJob, { connectionId }, spread())
  const ending = await tellOfEnds(ctx)
  const over = await forgetWhatIsOver(ctx)
  const purged = await purge(ctx)
  return {
    id: ctx.organizationId,
    checks: checks.length,
    refreshes: refreshes.length,
    audit: { checks: checks.length, refreshes: refreshes.length, ending, ...over, ...saidOf(withdrawn), ...purged },
  }
}

/** Over most of the hour until the next sweep. */
const spread = () => ({ startAfterSeconds: randomInt((50 * times.minute) / times.second), priority: priorities.clock })

async function due(ctx: Context, last: typeof connections.checkedAt | typeof connections.schemaRefreshedAt, every: number, which?: SQL) {
  const before = new Date(now().getTime() - every).toISOString()
  const found = await ctx.db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.organizationId, ctx.organizationId),
        eq(connections.status, "Active"),
        eq(connections.lifecycle, "live"),
        which,
        or(isNull(last), lt(last, sql`${before}::timestamptz`)),
      ),
    )
  return found.map(({ id }) => id)
}
