import * as z from "zod"
import { isKeepable } from "../access/keepable"
import { idOf, type TableId } from "../base/ids"
import type { Column, Table } from "../connectors/connector"

/** Tables of the current snapshot, page by page; `q` searches schema, table and column names. */
export const schemaFilter = z.object({
  connectionId: idOf("con"),
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  /** The last table of the page before, as `schema\u0000name`, base64url. */
  after: z.string().max(600).optional().catch(undefined),
  size: z.coerce.number().int().min(1).max(200).catch(50).default(50),
})
export type TableView = Pick<Table, "schema" | "name" | "kind" | "readable" | "estimatedRows" | "comment"> & {
  id: TableId
  columns: Column[]
}
export type SchemaPage = {
  tables: TableView[]
  next: string | null
  /** Of the whole snapshot. */
  tableCount: number
  columnCount: number
  snapshot: number | null
  takenAt: string | null
}

export type ChangeView = {
  position: number
  kind: "added" | "removed" | "changed"
  what: "table" | "column"
  schema: string
  table: string
  column: string | null
  before: string | null
  after: string | null
  /** Audiences that use what was removed or changed, as far as the viewer may see them; the rest is a count. */
  breaks: { audiences: { id: string; name: string }[]; hidden: number }
}
export type SnapshotView = {
  number: number
  takenAt: string
  tables: number
  columns: number
  added: number
  removed: number
  changed: number
}
export const changesRef = z.object({
  connectionId: idOf("con"),
  number: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
})
export type ChangesView = { snapshots: SnapshotView[]; number: number | null; changes: ChangeView[]; truncated: boolean }
