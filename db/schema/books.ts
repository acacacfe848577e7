import { bigint, bigserial, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { organizationId, personId } from "./owned"

/** The audit log: append-only, each line chained to the one before by an HMAC. */
export const audit = pgTable(
  "audit",
  {
    organizationId: organizationId(),
    seq: bigint({ mode: "number" }).notNull(),
    at: moment().notNull(),
    actor: text().notNull(),
    verb: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    requestId: text().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.seq] }), index("audit_subject").on(t.organizationId, t.subject, t.seq)],
)

/** Where each organization's chain ends; its row lock gives the numbers their order. */
export const auditHeads = pgTable("audit_heads", {
  organizationId: organizationId().primaryKey(),
  seq: bigint({ mode: "number" }).notNull().default(0),
  hash: text().notNull().default(""),
})

/** What the event stream replays after a reconnect. Written by triggers, so that no verb can forget it. */
export const events = pgTable(
  "events",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    organizationId: organizationId(),
    topic: text().notNull(),
    subject: text(),
    at: createdAt(),
  },
  (t) => [index("events_by_organization").on(t.organizationId, t.seq)],
)

/** The answer to a form that was already sent once. */
export const idempotency = pgTable(
  "idempotency",
  {
    organizationId: organizationId(),
    userId: text().$type<UserId>().notNull(),
    key: text().notNull(),
    verb: text().notNull(),
    requestHash: text().notNull(),
    answer: jsonb().$type<unknown>(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.key] })],
)

/** What was typed into a long form and not saved yet. Never a secret. */
export const drafts = pgTable(
  "drafts",
  {
    organizationId: organizationId(),
    userId: personId(),
    form: text().notNull(),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    updatedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.form] })],
)

/** An uploaded file. The bytes lie in the data folder under its id. */
export const files = pgTable(
  "files",
  {
    organizationId: organizationId(),
    id: idColumn("fil"),
    name: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    uploadedBy: personId(),
    connectionId: text().$type<ConnectionId>(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
)

/** Somebody asked for a platform that is not in the catalog yet. */
export const platformRequests = pgTable(
  "platform_requests",
  {
    organizationId: organizationId(),
    platform: text().notNull(),
    userId: personId(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.platform, t.userId] })],
)

/** A sign of life of each worker. Not a tenant's row. */
export const heartbeats = pgTable("heartbeats", {
  worker: text().primaryKey(),
  startedAt: createdAt(),
  seenAt: createdAt(),
  waiting: integer().notNull().default(0),
  oldestWaitingSeconds: integer().notNull().default(0),
})
