import "server-only"
import { and, eq, type SQL, sql } from "drizzle-orm"
import { accessRequests } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { AccessRequestId, UserId } from "@/lib/base/ids"
import type { RequestView } from "./model"

export const requestIs = ({ organizationId }: Context, id: AccessRequestId) =>
  and(eq(accessRequests.organizationId, organizationId), eq(accessRequests.id, id))

/** A request that still waits, held until the transaction ends: it is answered once. Of `own` alone, if said. */
export async function pendingRequest(ctx: Context, id: AccessRequestId, own?: UserId) {
  const where = and(requestIs(ctx, id), own && eq(accessRequests.userId, own))
  const [found] = await ctx.db.select().from(accessRequests).where(where).for("update")
  if (!found) throw new AppError("not_found", "This request does not exist.")
  if (found.state !== "pending")
    throw new AppError("conflict", `This request is ${found.state} already. Reload the page to see it.`, {}, { state: found.state })
  return found
}

/** The newest of them, those that wait first. */
export async function requestsWhere({ db, organizationId }: Context, where: SQL): Promise<RequestView[]> {
  const moment = (column: string) => sql.raw(`to_json(r.${column})#>>'{}'`)
  return (await db.execute(sql`
    select r.id, json_build_object('id', u.id, 'name', u.name, 'email', u.email) as person, r.wanted, r.reason, r.state, r.note,
      ${moment("ends_at")} as "endsAt", ${moment("decided_at")} as "decidedAt", ${moment("created_at")} as "createdAt", d.name as "decidedBy",
      case when c.id is null then null else json_build_object('id', c.id, 'name', c.name) end as connection,
      case when g.id is null then null else json_build_object('id', g.id, 'name', g.name) end as granted
    from access_requests r join users u on u.id = r.user_id left join users d on d.id = r.decided_by
    left join connections c on c.organization_id = r.organization_id and c.id = r.connection_id
    left join connections g on g.organization_id = r.organization_id and g.id = r.granted_connection_id
    where r.organization_id = ${organizationId} and ${where}
    order by r.state <> 'pending', r.created_at desc, r.id limit 200`)) as unknown as RequestView[]
}
