import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { audiences, dataSources, jobs, queries } from "@/db/schema"
import type { Moved } from "@/db/schema/lifecycle"
import type { Context } from "@/lib/access/context"
import type { AudienceId, ConnectionId, DataSourceId, JobId, QueryId } from "@/lib/base/ids"
import type { Judgement } from "./fits"
import { mapFilter, type Need } from "./needs"

/** Points one dependent at the other connection, and answers what was true before. `version` is the one it has from now on. */
export async function moveOne(ctx: Context, { need, name, becomes }: Judgement, to: ConnectionId): Promise<Moved> {
  if (!becomes) throw new Error("what does not fit was to be moved")
  if ("job" in becomes) await write(ctx, need, to)
  else if ("account" in becomes) await write(ctx, { ...need, account: becomes.account }, to)
  else {
    const columns = need.columns?.map((column) => becomes.to[column] ?? column) ?? null
    const filter = need.filter && mapFilter(need.filter, becomes.to)
    await write(ctx, { ...need, schema: becomes.schema, table: becomes.table, columns, filter }, to)
  }
  const { kind, id, schema, table, columns, filter, account, version } = need
  return { kind, id, name, before: { schema, table, columns, filter, account, version: version === null ? null : version + 1 } }
}

/** Back to what was true before, unless somebody has changed or moved it since. Says whether it went. */
export async function moveBack(ctx: Context, { kind, id, before }: Moved, now: Need | undefined, to: ConnectionId): Promise<boolean> {
  const then = { kind, id, ...before } as Need
  if (!now || now.version !== then.version) return false
  await write(ctx, { ...then, version: now.version }, to)
  return true
}

async function write({ db, organizationId }: Context, need: Need, connectionId: ConnectionId): Promise<void> {
  if (need.kind === "data source") {
    await db
      .update(dataSources)
      .set({ connectionId, account: need.account ?? "" })
      .where(and(eq(dataSources.organizationId, organizationId), eq(dataSources.id, need.id as DataSourceId)))
    return
  }
  if (need.kind === "job") {
    await db
      .update(jobs)
      .set({ connectionId, version: (need.version ?? 0) + 1, updatedAt: sql`now()` })
      .where(and(eq(jobs.organizationId, organizationId), eq(jobs.id, need.id as JobId)))
    return
  }
  const reads = { connectionId, schema: need.schema ?? "", table: need.table ?? "", filter: need.filter, updatedAt: sql`now()` }
  const version = (need.version ?? 0) + 1
  if (need.kind === "audience")
    await db
      .update(audiences)
      // What was counted was counted in the other source.
      .set({ ...reads, version, lastCount: null, countedAt: null })
      .where(and(eq(audiences.organizationId, organizationId), eq(audiences.id, need.id as AudienceId)))
  else
    await db
      .update(queries)
      .set({ ...reads, version, columns: need.columns ?? [] })
      .where(and(eq(queries.organizationId, organizationId), eq(queries.id, need.id as QueryId)))
}
