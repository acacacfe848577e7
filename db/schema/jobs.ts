import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core"
import type { AudienceId, JobId, TeamId, UserId } from "@/lib/base/ids"
import type { JobType } from "@/lib/connectors/connector"
import { audiences } from "./audiences"
import { createdAt, idColumn, moment } from "./columns"
import { connections } from "./connections"
import { connectionId, connectionOrganizationId, organizationId, personId } from "./owned"

/** What brings in, sends out or enriches data with an authorization. It runs with its maker's right and seat. */
export const jobs = pgTable(
  "jobs",
  {
    organizationId: organizationId(),
    id: idColumn("job"),
    name: text().notNull(),
    sortName: text().notNull().generatedAlwaysAs(sql`lower(name)`),
    kind: text({ enum: ["import", "export", "enrichment"] }).notNull(),
    type: text().$type<JobType>().notNull(),
    connectionOrganizationId: connectionOrganizationId(),
    connectionId: connectionId(),
    /** Whose members an export sends and an enrichment looks up. */
    audienceId: text().$type<AudienceId>(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Null for a job that runs once. */
    everyMinutes: integer(),
    state: text({ enum: ["running", "sleeping", "paused", "failed", "completed"] })
      .notNull()
      .default("sleeping"),
    /** Why it failed, or why its last run did, in our words. */
    reason: text(),
    /** Since when every run has failed. */
    failingSince: moment(),
    nextRunAt: moment(),
    lastRunAt: moment(),
    /** When it completed or failed for good: what is kept of it goes some time after. */
    endedAt: moment(),
    teamId: text().$type<TeamId>(),
    createdBy: personId(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.connectionOrganizationId, t.connectionId],
      foreignColumns: [connections.organizationId, connections.id],
    }),
    foreignKey({ columns: [t.organizationId, t.audienceId], foreignColumns: [audiences.organizationId, audiences.id] }),
    index("jobs_by_connection").on(t.connectionOrganizationId, t.connectionId),
    index("jobs_by_audience").on(t.organizationId, t.audienceId),
    index("jobs_by_next").on(t.organizationId, t.state, t.nextRunAt),
    index("jobs_by_created").on(t.organizationId, t.createdAt, t.id),
    index("jobs_by_name").on(t.organizationId, t.sortName, t.id),
  ],
)

/** One execution of a job. `mark` is where the next attempt goes on: what was delivered is not delivered again. */
export const jobRuns = pgTable(
  "job_runs",
  {
    organizationId: organizationId(),
    id: idColumn("jrn"),
    jobId: text().$type<JobId>().notNull(),
    state: text({ enum: ["queued", "running", "succeeded", "failed", "cancelled"] })
      .notNull()
      .default("queued"),
    attempt: integer().notNull().default(0),
    leaseUntil: moment(),
    cancelRequested: boolean().notNull().default(false),
    /** Who pressed Run now; null when the clock did. */
    startedBy: text().$type<UserId>(),
    usedConnectionId: connectionId(),
    usedSeatOf: text().$type<UserId>().notNull(),
    rows: integer().notNull().default(0),
    batches: integer().notNull().default(0),
    mark: jsonb().$type<unknown>(),
    reason: text(),
    createdAt: createdAt(),
    startedAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.jobId], foreignColumns: [jobs.organizationId, jobs.id] }).onDelete("cascade"),
    uniqueIndex("job_runs_single_flight").on(t.organizationId, t.jobId).where(sql`state in ('queued', 'running')`),
    index("job_runs_latest").on(t.organizationId, t.jobId, t.createdAt),
  ],
)

/** What an import or enrichment brought: a message, or what a tool knows of one person. */
export const jobRecords = pgTable(
  "job_records",
  {
    organizationId: organizationId(),
    jobId: text().$type<JobId>().notNull(),
    /** The tool's own id of it: what comes twice is kept once. */
    key: text().notNull(),
    payload: jsonb().$type<unknown>().notNull(),
    receivedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.jobId, t.key] }),
    foreignKey({ columns: [t.organizationId, t.jobId], foreignColumns: [jobs.organizationId, jobs.id] }).onDelete("cascade"),
    index("job_records_by_received").on(t.organizationId, t.jobId, t.receivedAt),
  ],
)

/** A journey that runs in a channel tool, as an import last saw it. */
export const experiences = pgTable(
  "experiences",
  {
    organizationId: organizationId(),
    id: idColumn("exp"),
    connectionOrganizationId: connectionOrganizationId(),
    connectionId: connectionId(),
    /** The tool's own id of it. */
    externalId: text().notNull(),
    name: text().notNull(),
    state: text({ enum: ["active", "paused", "ended"] }).notNull(),
    seenAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("experiences_external").on(t.organizationId, t.connectionOrganizationId, t.connectionId, t.externalId),
    foreignKey({
      columns: [t.connectionOrganizationId, t.connectionId],
      foreignColumns: [connections.organizationId, connections.id],
    }).onDelete("cascade"),
    index("experiences_by_connection").on(t.connectionOrganizationId, t.connectionId),
  ],
)
