import { sql } from "drizzle-orm"
import { type AnyPgColumn, boolean, integer, pgTable, text } from "drizzle-orm/pg-core"
import type { OrganizationId } from "@/lib/base/ids"
import { createdAt, idColumn } from "./columns"

/** Where the answer of a query goes. */
export const destination = ["Google Sheets", "Looker Studio", "Excel", "Power BI", "API", "Data warehouse"] as const
export type Destination = (typeof destination)[number]

/** The tenant. A client account is an organization whose parent is an agency. */
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
  /** Which destinations the subscription covers. */
  destinations: text()
    .array()
    .$type<Destination[]>()
    .notNull()
    .default(sql`'{Google Sheets,Looker Studio,Excel,Power BI,API,Data warehouse}'`),
  version: integer().notNull().default(1),
  createdAt: createdAt(),
})
