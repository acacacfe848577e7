import "server-only"
import { rm } from "node:fs/promises"
import { sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import type { FileId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { pathOf } from "./locate"

/** Forgets what has served: old snapshots but the last, old runs but the latest of a kind, events, hours of usage, answers to forms, ways to a sign-in, uploads that nobody used. */
export async function purge(ctx: Context): Promise<{ snapshots: number; runs: number; hours: number; files: number }> {
  const { db, organizationId } = ctx
  const mine = sql`organization_id = ${organizationId}`
  const ago = (ms: number) => sql`${new Date(now().getTime() - ms).toISOString()}::timestamptz`

  // A reading is old when the one after it is: until then the difference between the two can still be asked for.
  await db.execute(sql`
    delete from schema_tables t using schema_snapshots s
    where t.organization_id = ${organizationId} and s.organization_id = t.organization_id and s.connection_id = t.connection_id and s.number = t.until
      and s.taken_at < ${ago(times.snapshotsKept)}`)
  await db.execute(sql`
    delete from schema_changes c using schema_snapshots s, connections n
    where c.organization_id = ${organizationId} and s.organization_id = c.organization_id and s.connection_id = c.connection_id and s.number = c.number
      and n.organization_id = c.organization_id and n.id = c.connection_id and c.number < n.snapshot and s.taken_at < ${ago(times.snapshotsKept)}`)
  const snapshots = await db.execute(sql`
    delete from schema_snapshots s using connections n
    where s.organization_id = ${organizationId} and n.organization_id = s.organization_id and n.id = s.connection_id and s.number < n.snapshot
      and s.taken_at < ${ago(times.snapshotsKept)}`)
  const runs = await db.execute(sql`
    delete from runs r where r.organization_id = ${organizationId} and r.finished_at < ${ago(times.snapshotsKept)}
      and exists (select from runs l where l.organization_id = r.organization_id and l.connection_id = r.connection_id and l.kind = r.kind and l.created_at > r.created_at)`)
  // What a refresh had read when it died for good.
  await db.execute(sql`
    delete from schema_tables t using connections n
    where t.organization_id = ${organizationId} and n.organization_id = t.organization_id and n.id = t.connection_id and t.since > coalesce(n.snapshot, 0)
      and not exists (select from runs r where r.organization_id = n.organization_id and r.connection_id = n.id and r.kind = 'refresh' and r.finished_at is null)`)
  await db.execute(sql`delete from events where ${mine} and at < ${ago(times.day)}`)
  await db.execute(sql`delete from idempotency where ${mine} and created_at < ${ago(times.idempotencyKept)}`)
  const hours = await db.execute(sql`
    delete from usage_hours h using connections n
    where n.organization_id = ${organizationId} and h.organization_id = n.organization_id and h.connection_id = n.id and h.hour < ${ago(times.usageKept)}`)
  await db.execute(sql`delete from consents where ${mine} and expires_at < ${ago(times.day)}`)
  const files = (await db.execute(sql`
    delete from files where ${mine} and connection_id is null and created_at < ${ago(times.day)} returning id`)) as unknown as {
    id: FileId
  }[]
  await Promise.all(files.map(({ id }) => rm(pathOf(organizationId, id), { force: true })))
  return { snapshots: snapshots.count, runs: runs.count, hours: hours.count, files: files.length }
}
