import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { forgetJob } from "./jobs"
import { type Withdrawn, withdraw } from "./withdraw"

/** What belongs to a deleted connection goes: the secret first, then what was read through it. */
export const forgetConnection = errand("connection.forget", forgetJob.payload, {
  async go(ctx, { connectionId }) {
    await within(ctx, (inside) => requireDeleted(inside, connectionId))
    return { connectionId, withdrawn: await withdraw(ctx, sql`c.connection_id = ${connectionId}`) }
  },

  async settle(ctx, { connectionId, withdrawn }) {
    const { db, organizationId } = ctx
    const one = sql`organization_id = ${organizationId} and connection_id = ${connectionId}`
    await requireDeleted(ctx, connectionId)
    const secrets = await destroy(ctx, sql`c.connection_id = ${connectionId}`)
    await db.execute(sql`delete from schema_changes where ${one}`)
    await db.execute(sql`delete from schema_tables where ${one}`)
    await db.execute(sql`delete from schema_snapshots where ${one}`)
    await db.execute(sql`delete from runs where ${one}`)
    const removed = await removeUnleaned(ctx)
    return { id: connectionId, audit: { secrets, removed, ...saidOf(withdrawn) } }
  },
})

/** How giving back went, where there was anything to give back. */
export const saidOf = (withdrawn: Withdrawn) => (Object.values(withdrawn).some((count) => count > 0) ? { withdrawn } : {})

async function requireDeleted({ db, organizationId }: Context, connectionId: ConnectionId): Promise<void> {
  const [gone] = await db.execute(sql`
    select 1 from connections where organization_id = ${organizationId} and id = ${connectionId} and lifecycle = 'deleted' for update`)
  if (!gone) throw new AppError("not_found", "This connection is not deleted.")
}

/** Overwrites sealed secrets. The row stays, so that it can be said who set which and that it is gone. */
async function destroy({ db, organizationId }: Context, which: SQL): Promise<number> {
  const { count } = await db.execute(sql`
    update credentials c set state = 'destroyed', sealed = '' where c.organization_id = ${organizationId} and c.state <> 'destroyed' and (${which})`)
  return count
}

/** A deleted row stays while something that people made leans on it; after that nothing needs it. */
async function removeUnleaned({ db, organizationId }: Context): Promise<number> {
  const leans = (table: SQL) =>
    sql`exists (select from ${table} d where d.connection_organization_id = c.organization_id and d.connection_id = c.id)`
  const { count } = await db.execute(sql`
    delete from connections c where c.organization_id = ${organizationId} and c.lifecycle = 'deleted'
      and not exists (select from credentials s where s.organization_id = c.organization_id and s.connection_id = c.id and s.state <> 'destroyed')
      and not ${leans(sql`audiences`)} and not ${leans(sql`queries`)} and not ${leans(sql`data_sources`)}
      and not exists (select from access_requests a where a.organization_id = c.organization_id and a.connection_id = c.id)`)
  return count
}

/** Secrets that served, and secrets past their restore window. */
function over(): SQL {
  const ago = (ms: number) => sql`${new Date(now().getTime() - ms).toISOString()}::timestamptz`
  return sql`c.state = 'superseded' and coalesce(c.superseded_at, c.created_at) < ${ago(times.supersededKept)}
      or c.state = 'rejected' and c.created_at < ${ago(times.supersededKept)} and exists (select from credentials s
        where s.organization_id = c.organization_id and s.connection_id = c.connection_id and s.state = 'current')
      or exists (select from connections n where n.organization_id = c.organization_id and n.id = c.connection_id
      and n.lifecycle = 'disconnected' and n.disconnected_at < ${ago(times.restoreWindow)})`
}

/** Before they are destroyed, their platforms hear of it. */
export const withdrawWhatIsOver = (ctx: Context): Promise<Withdrawn> => withdraw(ctx, over())

/** The clock's part: they are destroyed, and with them the deleted rows on which nothing leans any more. */
export async function forgetWhatIsOver(ctx: Context): Promise<{ secrets: number; removed: number }> {
  return { secrets: await destroy(ctx, over()), removed: await removeUnleaned(ctx) }
}
