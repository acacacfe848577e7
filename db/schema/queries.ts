import { sql } from "drizzle-orm"
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core"
import type { QueryId, TeamId, UserId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { connections } from "./connections"
import { destination } from "./organizations"
import { connectionId, connectionOrganizationId, organizationId, personId } from "./owned"

/** A saved request that a member made on a connection for a destination. It runs with its maker's right and seat, whoever refreshes it. */
export const queries = pgTable(
  "queries",
  {
    organizationId: organizationId(),
    id: idColumn("qry"),
    name: text().notNull(),
    connectionOrganizationId: connectionOrganizationId(),
    connectionId: connectionId(),
    schema: text().notNull(),
    table: text("table_name").notNull(),
    columns: text().array().notNull(),
    filter: jsonb().$type<unknown>().notNull(),
    destination: text({ enum: destination }).notNull(),
    /** The team in which it was made; without one it is its maker's. */
    teamId: text().$type<TeamId>(),
    createdBy: personId(),
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
    index("queries_by_connection").on(t.connectionOrganizationId, t.connectionId),
    index("queries_by_updated").on(t.organizationId, t.updatedAt, t.id),
  ],
)

/** One refresh of a query, with whose connection and whose seat it used. */
export const queryRuns = pgTable(
  "query_runs",
  {
    organizationId: organizationId(),
    id: idColumn("qrn"),
    queryId: text().$type<QueryId>().notNull(),
    state: text({ enum: ["queued", "running", "succeeded", "failed"] })
      .notNull()
      .default("queued"),
    attempt: integer().notNull().default(0),
    leaseUntil: moment(),
    /** Who pressed Refresh; null when the clock did. */
    startedBy: text().$type<UserId>(),
    usedConnectionId: connectionId(),
    usedConnectionName: text().notNull(),
    usedSeatOf: text().$type<UserId>().notNull(),
    rows: integer(),
    /** The names of the columns, then the first rows of the answer, as text: only of the latest run that brought some. */
    preview: jsonb().$type<(string | null)[][]>(),
    reason: text(),
    createdAt: createdAt(),
    startedAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.queryId], foreignColumns: [queries.organizationId, queries.id] }).onDelete("cascade"),
    uniqueIndex("query_runs_single_flight").on(t.organizationId, t.queryId).where(sql`state in ('queued', 'running')`),
    index("query_runs_latest").on(t.organizationId, t.queryId, t.createdAt),
  ],
)

/** One account, store or property reached through a connection. On a database it is a schema. */
export const dataSources = pgTable(
  "data_sources",
  {
    organizationId: organizationId(),
    id: idColumn("dso"),
    name: text().notNull(),
    connectionOrganizationId: connectionOrganizationId(),
    connectionId: connectionId(),
    account: text().notNull(),
    teamId: text().$type<TeamId>(),
    createdBy: personId(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.connectionOrganizationId, t.connectionId],
      foreignColumns: [connections.organizationId, connections.id],
    }),
    unique("data_sources_account").on(t.organizationId, t.connectionOrganizationId, t.connectionId, t.account),
    index("data_sources_by_connection").on(t.connectionOrganizationId, t.connectionId),
  ],
)
