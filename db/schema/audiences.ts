import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import type { TeamId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { connections } from "./connections"
import { connectionId, connectionOrganizationId, organizationId, personId } from "./owned"

/** A filter over one table of a connection. It belongs to the team in which it was made, or to its maker. */
export const audiences = pgTable(
  "audiences",
  {
    organizationId: organizationId(),
    id: idColumn("aud"),
    name: text().notNull(),
    /** Another organization's only where an agency shares its connection with this client account. */
    connectionOrganizationId: connectionOrganizationId(),
    connectionId: connectionId(),
    schema: text().notNull(),
    table: text("table_name").notNull(),
    filter: jsonb().$type<unknown>().notNull(),
    teamId: text().$type<TeamId>(),
    createdBy: personId(),
    lastCount: bigint({ mode: "number" }),
    countedAt: moment(),
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
    index("audiences_by_connection").on(t.connectionOrganizationId, t.connectionId),
    index("audiences_by_updated").on(t.organizationId, t.updatedAt, t.id),
  ],
)
