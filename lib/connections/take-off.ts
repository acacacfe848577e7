import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import { connections, runs } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import type { ConnectionId } from "@/lib/base/ids"
import { type Connection, mine } from "./find"

const open = ({ organizationId }: Context, id: ConnectionId) =>
  and(eq(runs.organizationId, organizationId), eq(runs.connectionId, id), inArray(runs.state, ["queued", "running"]))

/** In the order in which a worker locks them, the run before its connection: say it before the connection is locked. */
export const holdRuns = (ctx: Context, id: ConnectionId) =>
  ctx.db.select({ id: runs.id }).from(runs).where(open(ctx, id)).orderBy(runs.id).for("update")

/** Takes a locked connection out of use at once. Its sealed secret stays, so that a restore needs no login. */
export async function takeOff(ctx: Context, { id, name, status }: Pick<Connection, "id" | "name" | "status">): Promise<void> {
  const { db, organizationId } = ctx
  const { userId, name: by } = personOf(ctx)
  const reason = `Disconnected by ${by}.`
  await db.update(runs).set({ state: "cancelled", reason, leaseUntil: null, finishedAt: sql`now()` }).where(open(ctx, id))
  await db.execute(sql`
    update query_runs r set state = 'failed', reason = ${`The connection ${name} was disconnected.`}, lease_until = null, finished_at = now()
    from queries q where r.organization_id = ${organizationId} and r.state in ('queued', 'running') and q.organization_id = r.organization_id
      and q.id = r.query_id and q.connection_organization_id = ${organizationId} and q.connection_id = ${id}`)
  await db
    .update(connections)
    .set({
      lifecycle: "disconnected",
      disconnectedAt: now().toISOString(),
      disconnectedBy: userId,
      // What is retired stays so, whatever else becomes of it.
      ...(status !== "Deprecated" && { status: "Inactive", statusReason: reason, statusSince: sql`now()` }),
      version: sql`${connections.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(mine(ctx, id))
}
