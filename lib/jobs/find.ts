import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import { jobRecords, jobRuns, users } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import type { JobId } from "@/lib/base/ids"
import { seesRows } from "@/lib/dependents/standing"
import { type JobDetail, type JobRunDetail, jobRef, type Settings } from "./model"
import { mine, selectJobs, theirs } from "./select"
import { jobRow, readOnly } from "./standing"

/** Runs and records that the page of a job tells of. */
const told = 20

/** A job that this person may not see does not exist. */
export async function jobFor(ctx: Context, id: JobId) {
  const [found] = await selectJobs(ctx, and(mine(ctx, id), theirs(ctx)))
  if (!found) throw new AppError("not_found", "This job does not exist.")
  return found
}

export const findJob = query("job.find", jobRef, async (ctx, { jobId }): Promise<JobDetail> => {
  const found = await jobFor(ctx, jobId)
  const [person, at] = [personOf(ctx), now()]
  const { audience, settings, version, endedAt } = found
  const refusal = readOnly(found, person, at)
  const columns = refusal === null ? (audience?.target?.columns ?? []) : []
  const records = await recordsOf(ctx, jobId)
  return {
    ...jobRow(found, person, at),
    audience: audience && { id: audience.id, name: audience.name, columns },
    settings: settings as Settings,
    version,
    endedAt: endedAt && new Date(endedAt).toISOString(),
    readOnly: refusal,
    runs: await runsOf(ctx, jobId),
    records: records && (seesRows(found, person, at) ? records : "hidden"),
  }
})

async function recordsOf({ db, organizationId }: Context, jobId: JobId) {
  const theirs = and(eq(jobRecords.organizationId, organizationId), eq(jobRecords.jobId, jobId))
  const newest = await db
    .select({ key: jobRecords.key, payload: jobRecords.payload, receivedAt: jobRecords.receivedAt })
    .from(jobRecords)
    .where(theirs)
    .orderBy(desc(jobRecords.receivedAt), desc(jobRecords.key))
    .limit(told)
  if (newest.length === 0) return null
  const [all] = await db.select({ of: sql<number>`count(*)::int` }).from(jobRecords).where(theirs)
  return { of: all?.of ?? newest.length, newest }
}

async function runsOf({ db, organizationId }: Context, jobId: JobId): Promise<JobRunDetail[]> {
  const iso = (moment: string) => new Date(moment).toISOString()
  const found = await db
    .select({
      id: jobRuns.id,
      state: jobRuns.state,
      attempt: jobRuns.attempt,
      rows: jobRuns.rows,
      batches: jobRuns.batches,
      reason: jobRuns.reason,
      leaseUntil: jobRuns.leaseUntil,
      createdAt: jobRuns.createdAt,
      finishedAt: jobRuns.finishedAt,
      startedBy: users.name,
      usedSeatOf: sql<string>`(select s.name from users s where s.id = ${jobRuns.usedSeatOf})`,
    })
    .from(jobRuns)
    .leftJoin(users, eq(users.id, jobRuns.startedBy))
    .where(and(eq(jobRuns.organizationId, organizationId), eq(jobRuns.jobId, jobId)))
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(told)
  return found.map(({ leaseUntil, createdAt, finishedAt, ...run }) => {
    const waits = run.state === "queued" && run.reason !== null && leaseUntil
    return { ...run, againAt: waits ? iso(waits) : null, createdAt: iso(createdAt), finishedAt: finishedAt && iso(finishedAt) }
  })
}
