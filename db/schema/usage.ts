import { bigint, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import type { OrganizationId } from "@/lib/base/ids"
import { moment } from "./columns"
import { connections } from "./connections"
import { connectionId } from "./owned"

/** The requests of one hour that were made with an authorization, counted where they leave the house. An hour without any has no row. */
export const usageHours = pgTable(
  "usage_hours",
  {
    organizationId: text().$type<OrganizationId>().notNull(),
    connectionId: connectionId(),
    /** When the hour began, in UTC. */
    hour: moment().notNull(),
    requests: integer().notNull(),
    failures: integer().notNull(),
    /** The sum of what all of them took. */
    latencyMs: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.connectionId, t.hour] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
  ],
)
