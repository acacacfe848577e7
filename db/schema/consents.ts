import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core"
import type { ConnectionId, SessionId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { connections } from "./connections"
import { organizationId, personId } from "./owned"

/**
 * A person on the way to a platform's own sign-in and back (OAuth 2, RFC 6749 with RFC 7636). The way back counts once, for the session
 * that set out, within minutes. The verifier is sealed: only the worker redeems a code.
 */
export const consents = pgTable(
  "consents",
  {
    organizationId: organizationId(),
    id: idColumn("cns"),
    userId: personId(),
    sessionId: text().$type<SessionId>().notNull(),
    platform: text().notNull(),
    method: text().notNull(),
    /** Set when an authorization that is there is signed in again. */
    connectionId: text().$type<ConnectionId>(),
    stateHash: text().notNull(),
    sealedVerifier: text().notNull(),
    redirectUri: text().notNull(),
    /** What the form holds: name, description, settings, access; never a secret. */
    wanted: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("consents_state").on(t.stateHash),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
    index("consents_by_expiry").on(t.organizationId, t.expiresAt),
  ],
)
