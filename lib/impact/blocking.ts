import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import type { Blocker } from "./model"

/** What is at work on a connection and must end before the connection may go for good. One entry a kind: its name, and its page inside the organization. */
const holders: Record<string, (organizationId: string, connectionId: ConnectionId) => SQL> = {
  query: (organizationId, connectionId) => sql`
    select q.name, 'queries/' || q.id as path from queries q where q.connection_organization_id = ${organizationId} and q.connection_id = ${connectionId}
      and exists (select from query_runs r where r.organization_id = q.organization_id and r.query_id = q.id and r.state in ('queued', 'running'))`,
}

/** Whatever still works on a connection, by name. What has ended or failed is in nobody's way. */
export async function blockersOf({ db, organizationId }: Context, connectionId: ConnectionId): Promise<Blocker[]> {
  const parts = Object.entries(holders).map(
    ([kind, held]) => sql`select ${kind}::text as kind, h.name, h.path from (${held(organizationId, connectionId)}) h`,
  )
  return (await db.execute(sql`${sql.join(parts, sql` union all `)} order by kind, name`)) as unknown as Blocker[]
}

/** It is named, and the act refused. */
export async function refuseWhileBlocked(ctx: Context, connectionId: ConnectionId): Promise<void> {
  const blocking = await blockersOf(ctx, connectionId)
  if (blocking.length === 0) return
  const names = blocking.map(({ kind, name }) => `${kind} ${name}`)
  throw new AppError(
    "conflict",
    `This connection is still at work: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}. End or delete ${names.length === 1 ? "it" : "them"} first.`,
    {},
    { blocking },
  )
}
