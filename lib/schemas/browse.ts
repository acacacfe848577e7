import "server-only"
import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm"
import { schemaTables, snapshots } from "@/db/schema"
import { query } from "@/lib/access/verb"
import { homeOf } from "@/lib/connections/find"
import { connectionForSchema } from "./find"
import { type SchemaPage, schemaFilter, type TableView } from "./model"

/** Tables of the snapshot that readers see. A search finds a table by its own name or by any of its columns. */
export const browseSchema = query("schema.browse", schemaFilter, async (ctx, { connectionId, q, after, size }): Promise<SchemaPage> => {
  const { connection, readableOnly } = await connectionForSchema(ctx, connectionId)
  const { db, organizationId } = homeOf(ctx, connection)
  const number = connection.snapshot
  if (number === null) return { tables: [], next: null, tableCount: 0, columnCount: 0, snapshot: null, takenAt: null }
  const t = schemaTables
  const edge = read(after)
  const found = await db
    .select({
      id: t.id,
      schema: t.schema,
      name: t.name,
      kind: t.kind,
      readable: t.readable,
      estimatedRows: t.estimatedRows,
      comment: t.comment,
      columns: t.columns,
    })
    .from(t)
    .where(
      and(
        eq(t.organizationId, organizationId),
        eq(t.connectionId, connectionId),
        lte(t.since, number),
        or(isNull(t.until), gt(t.until, number)),
        readableOnly ? eq(t.readable, true) : undefined,
        q ? sql`${t.words} like ${`%${q.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`}` : undefined,
        edge && sql`(${t.schema}, ${t.name}) > (${edge[0]}, ${edge[1]})`,
      ),
    )
    .orderBy(asc(t.schema), asc(t.name))
    .limit(size + 1)
  const [snapshot] = await db
    .select({ tables: snapshots.tables, columns: snapshots.columns, takenAt: snapshots.takenAt })
    .from(snapshots)
    .where(and(eq(snapshots.organizationId, organizationId), eq(snapshots.connectionId, connectionId), eq(snapshots.number, number)))
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return {
    tables: rows.map(
      ({ estimatedRows, comment, ...table }): TableView => ({
        ...table,
        ...(estimatedRows !== null && { estimatedRows }),
        ...(comment !== null && { comment }),
      }),
    ),
    next: last && found.length > size ? mark(last) : null,
    tableCount: snapshot?.tables ?? 0,
    columnCount: snapshot?.columns ?? 0,
    snapshot: number,
    takenAt: snapshot?.takenAt ?? null,
  }
})

const mark = ({ schema, name }: { schema: string; name: string }) => Buffer.from(`${schema}\u0000${name}`).toString("base64url")

function read(cursor: string | undefined): [string, string] | undefined {
  const parts = Buffer.from(cursor ?? "", "base64url")
    .toString()
    .split("\u0000")
  const [schema, name] = parts
  return parts.length === 2 && schema !== undefined && name !== undefined ? [schema, name] : undefined
}
