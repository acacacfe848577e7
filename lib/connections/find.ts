import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { connections } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { type Action, decide, type Grant, type Row, refusals } from "@/lib/access/decide"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"

export type Connection = typeof connections.$inferSelect
export type Found = Connection & { grants: Grant[] }

/** Every `where` that names one connection starts here, so it always names the organization too. */
export const mine = ({ organizationId }: Context, id: ConnectionId) =>
  and(eq(connections.organizationId, organizationId), eq(connections.id, id))

/** What `decide` must know of a row. A platform that is no longer known is shared with nobody new. */
export const rowOf = ({ organizationId, ownerId, visibility, status, lifecycle, platform, grants }: Found): Row => ({
  organizationId,
  ownerId,
  visibility,
  status,
  lifecycle,
  shareable: isPlatform(platform) && manifestOf(platform).capabilities.sharing,
  grants,
})

export const decideOn = (ctx: Context, action: Action, found: Found) => decide(personOf(ctx), action, rowOf(found), now())

/** The grants of the connection of the query around it, as `decide` reads them. */
export const grantsOf = sql<Grant[]>`coalesce((
  select json_agg(json_build_object('principal', g.principal, 'principalId', g.principal_id, 'endsAt', g.ends_at)) from grants g
  where g.organization_id = "connections"."organization_id" and g.connection_id = "connections"."id"), '[]')`

/** The way of a person to one connection: what they may not know of does not exist, what they may not do is refused with the reason. */
export async function findConnection(ctx: Context, id: ConnectionId, action: Action, { lock = false } = {}): Promise<Found> {
  const asked = ctx.db.select({ connection: connections, grants: grantsOf }).from(connections).where(mine(ctx, id))
  const [found] = await (lock ? asked.for("update") : asked)
  if (!found) throw new AppError("not_found", refusals["not found"])
  const row = { ...found.connection, grants: found.grants }
  const { reason } = decideOn(ctx, action, row)
  if (reason === "yes") return row
  throw new AppError(reason === "not found" || decideOn(ctx, "view", row).reason !== "yes" ? "not_found" : "forbidden", refusals[reason])
}

/** The worker's way: it acts for nobody, and only on what is live. */
export async function findForWorker(ctx: Context, id: ConnectionId): Promise<Connection> {
  const [found] = await ctx.db.select().from(connections).where(mine(ctx, id))
  if (found?.lifecycle !== "live") throw new AppError("not_found", "This connection was removed meanwhile.")
  return found
}
