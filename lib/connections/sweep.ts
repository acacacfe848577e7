import "server-only"
import { randomInt } from "node:crypto"
import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm"
import * as z from "zod"
import { connections } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { platformsWithTables } from "@/lib/connectors/manifests"
import { enqueue } from "@/lib/queue/enqueue"
import { tellOfEnds } from "./ending"
import { forgetWhatIsOver, saidOf, withdrawWhatIsOver } from "./forget"
import { checkHealthJob, priorities, refreshSchemaJob } from "./jobs"
import { purge } from "./purge"
import { healthDue, slotOf } from "./slot"
import type { Withdrawn } from "./withdraw"

/** The hourly look at one organization: a small promise for each connection that is due, so that one slow source delays nobody. */
export const sweepConnections = errand("connection.sweep", z.strictObject({}), {
  go: (ctx) => withdrawWhatIsOver(ctx),
  settle: sweep,
})

async function sweep(ctx: Context, withdrawn: Withdrawn) {
  const checks = await unchecked(ctx)
  for (const connectionId of checks)
    await enqueue(ctx, checkHealthJob, { connectionId }, { startAfterSeconds: secondsInHour(connectionId), priority: priorities.clock })
  const refreshes = await unread(ctx)
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
const spread = () => ({ startAfterSeconds: randomInt(mostOfAnHour), priority: priorities.clock })
const mostOfAnHour = (50 * times.minute) / times.second
/** The same, and for one connection always at the same point of it. */
const secondsInHour = (id: ConnectionId) => Math.floor(slotOf(id) / times.second) % mostOfAnHour

const ago = (ms: number) => sql`${new Date(now().getTime() - ms).toISOString()}::timestamptz`
const live = ({ organizationId }: Context) => and(eq(connections.organizationId, organizationId), eq(connections.lifecycle, "live"))

/** Whose time of day has come. A credential that never passed is not tried by the clock: the source could lock its account. */
async function unchecked(ctx: Context): Promise<ConnectionId[]> {
  const { id, status, checkedAt } = connections
  const passed = sql`exists (select from credentials k where k.organization_id = ${ctx.organizationId} and k.connection_id = ${id} and k.state = 'current')`
  const found = await ctx.db
    .select({ id, checkedAt })
    .from(connections)
    .where(
      and(
        live(ctx),
        or(eq(status, "Active"), and(eq(status, "Inactive"), passed)),
        or(isNull(checkedAt), lt(checkedAt, ago(times.healthCheckEvery / 2))),
      ),
    )
  return found.filter((one) => healthDue(one.id, one.checkedAt)).map((one) => one.id)
}

async function unread(ctx: Context): Promise<ConnectionId[]> {
  const { id, status, platform, schemaRefreshedAt } = connections
  const found = await ctx.db
    .select({ id })
    .from(connections)
    .where(
      and(
        live(ctx),
        eq(status, "Active"),
        inArray(platform, platformsWithTables),
        or(isNull(schemaRefreshedAt), lt(schemaRefreshedAt, ago(times.schemaRefreshEvery))),
      ),
    )
  return found.map((one) => one.id)
}
