import { foreignKey, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { connections } from "./connections"
import { connectionId, organizationId, personId } from "./owned"
import { users } from "./users"

/** What an owner or admin sends to the owner of a connection: one use, expiring. Only the hash of its token is kept. */
export const reconnectLinks = pgTable(
  "reconnect_links",
  {
    organizationId: organizationId(),
    id: idColumn("rcl"),
    connectionId: connectionId(),
    tokenHash: text().notNull(),
    /** The owner of the connection when it was sent: nobody else can use it. */
    ownerId: personId(),
    sentBy: personId(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    revokedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
    index("reconnect_links_by_connection").on(t.organizationId, t.connectionId),
  ],
)

/** A dependent that a replacement moved, with what was true before, for the undo. */
export type Moved = { kind: string; id: string; name: string; before: Record<string, unknown> }

/** Dependents moved from one connection to another, in one transaction. Can be undone while both rows live. */
export const replacements = pgTable(
  "replacements",
  {
    organizationId: organizationId(),
    id: idColumn("rep"),
    fromId: connectionId(),
    toId: connectionId(),
    moved: jsonb().$type<Moved[]>().notNull(),
    movedBy: personId(),
    createdAt: createdAt(),
    undoneAt: moment(),
    undoneBy: text()
      .$type<UserId>()
      .references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.fromId], foreignColumns: [connections.organizationId, connections.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.organizationId, t.toId], foreignColumns: [connections.organizationId, connections.id] }).onDelete("cascade"),
    index("replacements_by_connection").on(t.organizationId, t.fromId, t.createdAt),
  ],
)

/** Somebody asks for access. General: it names no connection that the person does not see already. */
export const accessRequests = pgTable(
  "access_requests",
  {
    organizationId: organizationId(),
    id: idColumn("acr"),
    userId: personId(),
    /** What they want, in their words. */
    wanted: text().notNull(),
    reason: text().notNull(),
    /** Set only where they see the connection and cannot use it. */
    connectionId: text().$type<ConnectionId>(),
    endsAt: moment(),
    state: text({ enum: ["pending", "approved", "declined", "withdrawn"] })
      .notNull()
      .default("pending"),
    decidedBy: text()
      .$type<UserId>()
      .references(() => users.id),
    decidedAt: moment(),
    /** What was granted, when approved. */
    grantedConnectionId: text().$type<ConnectionId>(),
    note: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }),
    index("access_requests_by_state").on(t.organizationId, t.state, t.createdAt),
  ],
)
