import "server-only"
import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
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

/** One's own, or one that the agency of this client account may share with it: row-level security and `decide` say which. */
const reachable = ({ organizationId, organization }: Context, id: ConnectionId) =>
  and(
    inArray(connections.organizationId, [organizationId, ...(organization.parentId ? [organization.parentId] : [])]),
    eq(connections.id, id),
  )

/** The same context where the row is at home: what hangs on a connection stands in its organization. */
export const homeOf = (ctx: Context, { organizationId }: Pick<Connection, "organizationId">): Context => ({ ...ctx, organizationId })

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
  const select = (where: SQL | undefined) => ctx.db.select({ connection: connections, grants: grantsOf }).from(connections).where(where)
  // What is changed is one's own: a row of the agency can be locked by nobody here, and is then only looked at, to be refused.
  const [own] = lock ? await select(mine(ctx, id)).for("update") : []
  const [found] = own ? [own] : await select(reachable(ctx, id))
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
