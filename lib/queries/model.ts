import * as z from "zod"
import { type ConnectionId, idOf, type QueryId, type QueryRunId } from "../base/ids"
import type { Column } from "../connectors/connector"
import { type LeaningView, type Newest, nameOf } from "../dependents/model"
import { type Destination, destinations } from "../organizations/model"
import { target } from "../questions/model"
import type { Filter } from "../sql/model"

export const queryName = nameOf("query")
/** Rows that are kept of an answer, to be looked at and downloaded. */
export const mostShown = 100
export const mostColumns = 100

const columns = z
  .array(z.string().min(1).max(255), "Choose at least one column.")
  .min(1, "Choose at least one column.")
  .max(mostColumns, `A query has at most ${mostColumns} columns.`)
  .refine((names) => new Set(names).size === names.length, "A column is chosen twice.")
export const newQuery = target.extend({ name: queryName, columns, destination: z.enum(destinations, "Choose a destination.") })
export const queryRef = z.strictObject({ queryId: idOf("qry") })
export const editedQuery = newQuery.extend({ queryId: idOf("qry"), version: z.int32() })

export type QueryRunView = {
  id: QueryRunId
  state: "queued" | "running" | "succeeded" | "failed"
  /** How many rows the query has in the source. */
  rows: number | null
  reason: string | null
  createdAt: string
  finishedAt: string | null
}
export type QueryRow = LeaningView & {
  id: QueryId
  name: string
  schema: string
  table: string
  destination: Destination
  updatedAt: string
  lastRun: QueryRunView | null
}
export type QueryPage = Newest<QueryRow>

/** A refresh as its page tells it: who pressed the button, and whose connection and seat it used. */
export type QueryRunDetail = QueryRunView & {
  startedBy: string | null
  /** Null when the viewer may not know which connection it was. */
  usedConnection: { id: ConnectionId; name: string } | null
  usedSeatOf: string
}
export type Preview = { columns: string[]; rows: (string | null)[][]; of: number; takenAt: string }
export type QueryDetail = QueryRow & {
  columns: string[]
  filter: Filter
  /** The filter as a person would say it. */
  sentence: string
  /** What can be chosen and filtered; empty for who may only look. */
  tableColumns: Column[]
  version: number
  createdAt: string
  /** Why this viewer may look and not change; null when they may change it. */
  readOnly: string | null
  runs: QueryRunDetail[]
  /** The rows of the latest answer, for those who may use the connection. */
  preview: Preview | "hidden" | null
}

/** What a second editor needs to see after a conflict. */
export type PresentQuery = Pick<QueryDetail, "name" | "columns" | "filter" | "destination" | "version" | "updatedAt">
