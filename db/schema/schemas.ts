import { boolean, foreignKey, integer, json, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import type { RunId } from "@/lib/base/ids"
import type { Column, Table } from "@/lib/connectors/connector"
import { createdAt, idColumn } from "./columns"
import { connections } from "./connections"
import { connectionId, organizationId } from "./owned"

/** A reading of the schema in which something had changed. A refresh that finds nothing new stores none. */
export const snapshots = pgTable(
  "schema_snapshots",
  {
    organizationId: organizationId(),
    connectionId: connectionId(),
    number: integer().notNull(),
    runId: text().$type<RunId>(),
    tables: integer().notNull(),
    columns: integer().notNull(),
    takenAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.connectionId, t.number] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
  ],
)

/**
 * One version of one table. It belongs to the snapshots from `since` up to, and without, `until`; the connection's `snapshot` number says
 * which of them readers see, so a new reading becomes visible by one update. What is written while a refresh reads is of the number after,
 * and seen by nobody until then.
 */
export const schemaTables = pgTable(
  "schema_tables",
  {
    organizationId: organizationId(),
    connectionId: connectionId(),
    id: idColumn("tab"),
    schema: text().notNull(),
    name: text().notNull(),
    kind: text().$type<Table["kind"]>().notNull(),
    readable: boolean().notNull(),
    estimatedRows: integer(),
    comment: text(),
    /** Written once and read whole: `json`, which is kept as it came, costs the database a third of what `jsonb` does. */
    columns: json().$type<Column[]>().notNull(),
    columnCount: integer().notNull(),
    /** Hash of all that a difference would mention. */
    signature: text().notNull(),
    /** The source's own value for "nothing changed here", if it has one. */
    mark: text(),
    /** Lower-case names of schema, table and columns: what the search looks in. */
    words: text().notNull(),
    since: integer().notNull(),
    until: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("schema_tables_by_name").on(t.organizationId, t.connectionId, t.schema, t.name, t.since),
  ],
)

/** One difference between a snapshot and the one before. */
export const changes = pgTable(
  "schema_changes",
  {
    organizationId: organizationId(),
    connectionId: connectionId(),
    number: integer().notNull(),
    position: integer().notNull(),
    kind: text({ enum: ["added", "removed", "changed"] }).notNull(),
    what: text({ enum: ["table", "column"] }).notNull(),
    schema: text().notNull(),
    table: text("table_name").notNull(),
    column: text("column_name"),
    before: text(),
    after: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.connectionId, t.number, t.position] }),
    foreignKey({ columns: [t.organizationId, t.connectionId], foreignColumns: [connections.organizationId, connections.id] }).onDelete(
      "cascade",
    ),
  ],
)
