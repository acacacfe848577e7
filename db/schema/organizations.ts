import { type AnyPgColumn, boolean, integer, pgTable, text } from "drizzle-orm/pg-core"
import type { OrganizationId } from "@/lib/base/ids"
import { createdAt, idColumn } from "./columns"

/** The tenant. */
export const organizations = pgTable("organizations", {
  id: idColumn("org").primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  kind: text({ enum: ["standard", "agency", "client"] })
    .notNull()
    .default("standard"),
  parentId: text()
    .$type<OrganizationId>()
    .references((): AnyPgColumn => organizations.id),
  marketersMayConnect: boolean().notNull().default(false),
  connectivityEnabled: boolean().notNull().default(true),
  version: integer().notNull().default(1),
  createdAt: createdAt(),
})
