import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import type { RunId, UserId } from "@/lib/base/ids"
import type { CheckResult } from "@/lib/connectors/connector"
import { createdAt, idColumn, moment } from "./columns"
import { connections } from "./connections"
import { connectionId, organizationId } from "./owned"

/** How far a run has come: counts, never a fixed timer. */
export type Progress = { step: string; tables?: number; schemas?: number; columns?: number }

/** Work that people watch. Every write of a worker names its attempt, so that one that wakes up late changes nothing. */
export const runs = pgTable(
  "runs",
  {
    organizationId: organizationId(),
    id: idColumn("run"),
    connectionId: connectionId(),
    kind: text({ enum: ["validation", "refresh", "health", "transfer"] }).notNull(),
    state: text({ enum: ["queued", "running", "succeeded", "failed", "timed out", "cancelled"] })
      .notNull()
      .default("queued"),
    attempt: integer().notNull().default(0),
    leaseUntil: moment(),
    progress: jsonb().$type<Progress>(),
    /** Why it failed, in our words. */
    reason: text(),
    cancelRequested: boolean().notNull().default(false),
    /** The person who asked; null when the clock did. */
    startedBy: text().$type<UserId>(),
    credentialVersion: integer(),
    createdAt: createdAt(),
    startedAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("runs_single_flight").on(t.organizationId, t.connectionId, t.kind).where(sql`state in ('queued', 'running')`),
    index("runs_latest").on(t.organizationId, t.connectionId, t.kind, t.createdAt),
  ],
)

/** One named step of a validation or a health check, with what it found. */
export const checks = pgTable(
  "checks",
  {
    organizationId: organizationId(),
    runId: text().$type<RunId>().notNull(),
    position: integer().notNull(),
    key: text().notNull(),
    title: text().notNull(),
    outcome: text({ enum: ["pending", "running", "passed", "failed", "warning", "skipped"] })
      .notNull()
      .default("pending"),
    message: text().notNull().default(""),
    grants: jsonb().$type<NonNullable<CheckResult["grants"]>>().notNull().default([]),
    excess: jsonb().$type<NonNullable<CheckResult["excess"]>>().notNull().default([]),
    durationMs: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.runId, t.position] }),
    foreignKey({ columns: [t.organizationId, t.runId], foreignColumns: [runs.organizationId, runs.id] }).onDelete("cascade"),
  ],
)
