import { sql } from "drizzle-orm"
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core"
import type { UserId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { connectionId, organizationId, personId } from "./owned"
import { users } from "./users"

/** A configured, named link to one platform. Seen from the security side the same row is an authorization. */
export const connections = pgTable(
  "connections",
  {
    organizationId: organizationId(),
    id: idColumn("con"),
    platform: text().notNull(),
    method: text().notNull(),
    name: text().notNull(),
    /** What lists are sorted by. A column, because behind row-level security no index on `lower(name)` finds a place: `lower` is not leakproof. */
    sortName: text().notNull().generatedAlwaysAs(sql`lower(name)`),
    description: text().notNull().default(""),
    type: text({ enum: ["Source", "Destination"] })
      .notNull()
      .default("Source"),
    /** Open: where the source is. Never changes after creation. */
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What the sealed secret is bound to. */
    destination: text().notNull(),
    locator: text().notNull(),
    ownerId: personId(),
    visibility: text({ enum: ["private", "shared"] })
      .notNull()
      .default("shared"),
    status: text({ enum: ["Processing", "Active", "Inactive", "Deprecated"] })
      .notNull()
      .default("Processing"),
    /** Why the status is what it is, in words for the person; null when Active without remark. */
    statusReason: text(),
    /** Since when the status holds: a row Processing for over 15 min is shown as stuck. */
    statusSince: createdAt(),
    lifecycle: text({ enum: ["live", "disconnected", "deleted"] })
      .notNull()
      .default("live"),
    /** Since when it is disconnected: the restore window counts from here. */
    disconnectedAt: moment(),
    disconnectedBy: text()
      .$type<UserId>()
      .references(() => users.id),
    /** When the credential in use ends, as the platform or its owner says. */
    credentialExpiresAt: moment(),
    health: text({ enum: ["Healthy", "Unhealthy", "Unknown"] })
      .notNull()
      .default("Unknown"),
    healthReason: text(),
    /** Optional permissions that the last check found missing. */
    missingGrants: integer().notNull().default(0),
    checkedAt: moment(),
    schemaRefreshedAt: moment(),
    /** The same for sorting, where never comes before any time. */
    sortRefreshed: moment().notNull().generatedAlwaysAs(sql`coalesce(schema_refreshed_at, '1970-01-01 00:00:00+00'::timestamptz)`),
    /** The snapshot that readers see; swapped in one statement. */
    snapshot: integer(),
    tableCount: integer(),
    schemaFingerprint: text(),
    propagation: text({ enum: ["all", "columns only", "approve", "pause"] })
      .notNull()
      .default("columns only"),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("connections_live_name").on(t.organizationId, t.platform, sql`lower(${t.name})`).where(sql`lifecycle = 'live'`),
    index("connections_by_name").on(t.organizationId, t.sortName, t.id),
    index("connections_by_created").on(t.organizationId, t.createdAt, t.id),
    index("connections_by_status").on(t.organizationId, t.status, t.sortName, t.id),
    index("connections_by_platform").on(t.organizationId, t.platform, t.sortName, t.id),
    index("connections_by_refreshed").on(t.organizationId, t.sortRefreshed, t.id),
    index("connections_by_owner").on(t.organizationId, t.ownerId),
    index("connections_by_expiry").on(t.organizationId, t.credentialExpiresAt),
  ],
)

/** The secret itself: sealed, versioned. The web's role may insert; it may not read `sealed`. */
export const credentials = pgTable(
  "credentials",
  {
    organizationId: organizationId(),
    id: idColumn("cre"),
    connectionId: connectionId(),
    version: integer().notNull(),
    state: text({ enum: ["pending", "current", "rejected", "superseded", "destroyed"] })
      .notNull()
      .default("pending"),
    method: text().notNull(),
    keyId: text().notNull(),
    sealed: text().notNull(),
    /** What else the ciphertext is bound to; a row moved elsewhere cannot be opened. */
    destination: text().notNull(),
    createdBy: text().$type<UserId>().notNull(),
    expiresAt: moment(),
    /** When another took its place: it is kept sealed for the undo, and destroyed after. */
    supersededAt: moment(),
    /** Tokens that turn over: until when one worker alone renews them, and when it last did. */
    renewingUntil: moment(),
    renewedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("credentials_version").on(t.organizationId, t.connectionId, t.version),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
    index("credentials_key").on(t.keyId),
  ],
)

/** Connection x principal. `all teams` is one row, so that teams made later are included. */
export const grants = pgTable(
  "grants",
  {
    organizationId: organizationId(),
    id: idColumn("gra"),
    connectionId: connectionId(),
    principal: text({ enum: ["all teams", "team", "user", "all clients", "client"] }).notNull(),
    /** The team, user or client organization; null for the two `all` kinds. */
    principalId: text(),
    endsAt: moment(),
    createdBy: text().$type<UserId>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("grants_principal").on(t.organizationId, t.connectionId, t.principal, t.principalId).nullsNotDistinct(),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
    index("grants_principal_id").on(t.organizationId, t.principalId),
  ],
)
