import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import type { Blocker } from "./model"

/** What is at work on a connection and must end before the connection may go for good. One entry a kind: its rows, and its page inside the organization. */
const holders: Record<string, { rows: SQL; path: SQL }> = {
  job: { rows: sql`jobs h where h.state in ('running', 'sleeping', 'paused')`, path: sql`'jobs/' || h.id` },
  // It ends in the tool itself, and is told by the next import; until then it stands on the page of its connection.
  experience: { rows: sql`experiences h where h.state = 'active'`, path: sql`null` },
  query: {
    rows: sql`queries h where exists (
      select from query_runs r where r.organization_id = h.organization_id and r.query_id = h.id and r.state in ('queued', 'running'))`,
    path: sql`'queries/' || h.id`,
  },
}

/** Whatever still works on a connection, by name. What has ended or failed is in nobody's way; what another organization made is not named. */
export async function blockersOf({ db, organizationId }: Context, connectionId: ConnectionId): Promise<Blocker[]> {
  const here = sql`h.organization_id = ${organizationId}`
  const parts = Object.entries(holders).map(
    ([kind, { rows, path }]) => sql`
      select ${kind}::text as kind, case when ${here} then h.name else 'of a client account' end as name, case when ${here} then ${path} end as path
      from ${rows} and h.connection_organization_id = ${organizationId} and h.connection_id = ${connectionId}`,
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
