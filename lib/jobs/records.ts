import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { jobRecords } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { now } from "@/lib/base/clock"
import type { JobId } from "@/lib/base/ids"

/** Records that are kept of a job: the newest. */
export const mostKept = 10_000
const atOnce = 1_000

/** Keeps what a job brought, each key once: what comes again takes the place of what was there. The oldest go. */
export async function keepRecords({ db, organizationId }: Context, jobId: JobId, records: ReadonlyMap<string, unknown>): Promise<void> {
  const receivedAt = now().toISOString()
  const rows = [...records].map(([key, payload]) => ({ organizationId, jobId, key, payload: plain(payload), receivedAt }))
  for (let at = 0; at < rows.length; at += atOnce)
    await db
      .insert(jobRecords)
      .values(rows.slice(at, at + atOnce))
      .onConflictDoUpdate({
        target: [jobRecords.organizationId, jobRecords.jobId, jobRecords.key],
        set: { payload: sql`excluded.payload`, receivedAt: sql`excluded.received_at` },
      })
  const theirs = and(eq(jobRecords.organizationId, organizationId), eq(jobRecords.jobId, jobId))
  await db.delete(jobRecords).where(sql`${theirs} and (${jobRecords.receivedAt}, ${jobRecords.key}) < (
    select r.received_at, r.key from job_records r where r.organization_id = ${organizationId} and r.job_id = ${jobId}
    order by r.received_at desc, r.key desc offset ${mostKept - 1} limit 1)`)
}

/** What no table can keep is taken out of every text. */
const plain = (payload: unknown): unknown =>
  JSON.parse(JSON.stringify(payload ?? null, (_, value) => (typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value)))
