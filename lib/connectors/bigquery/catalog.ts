import "server-only"
import { type Column, SourceError, type Table } from "../connector"
import { kindOf, typeOf } from "./kinds"
import { inParallel, type Link, type Listed, nameOf, type TableBody } from "./link"
import type { Readable } from "./rights"

type Wanted = { datasets: readonly string[]; chosen: boolean; readable: Readable }
const perPage = 100
const atOnce = 12

/** Every table of the datasets, a page at a time: names are listed first, columns are asked for page by page. */
export async function* readTables(link: Link, { datasets, chosen, readable }: Wanted): AsyncGenerator<Table[]> {
  for (const dataset of datasets) {
    const listed = await link.tables(dataset).catch((error: unknown) => {
      // Nobody asked for this one by name.
      if (!chosen && error instanceof SourceError && (error.reason === "permission" || error.reason === "missing")) return []
      throw error
    })
    for (let at = 0; at < listed.length; at += perPage) {
      const page = await inParallel(atOnce, listed.slice(at, at + perPage), (table) => readTable(link, dataset, table, readable))
      yield page.filter((table) => table !== undefined)
    }
  }
}

async function readTable(link: Link, dataset: string, listed: Listed, readable: Readable): Promise<Table | undefined> {
  const name = nameOf(listed)
  const about = { schema: link.schemaOf(dataset), name, kind: kindOfTable(listed) }
  try {
    const [body, mayRead] = await Promise.all([link.table(dataset, name), readable(dataset, name)])
    return { ...about, readable: mayRead, ...describe(body), columns: columnsOf(body) }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    // Gone between the list and the question.
    if (error.reason === "missing") return undefined
    if (error.reason === "permission") return { ...about, readable: false, columns: [] }
    throw error
  }
}

function describe({ type, numRows, description }: TableBody) {
  const rows = Number(numRows)
  const counted = type !== "VIEW" && type !== "EXTERNAL" && numRows !== undefined && Number.isSafeInteger(rows)
  return { ...(counted ? { estimatedRows: rows } : {}), ...(description ? { comment: description } : {}) }
}

function kindOfTable({ type, timePartitioning, rangePartitioning }: Listed): Table["kind"] {
  if (type === "VIEW") return "view"
  if (type === "MATERIALIZED_VIEW") return "materialized view"
  if (type === "EXTERNAL") return "foreign table"
  return timePartitioning || rangePartitioning ? "partitioned table" : "table"
}

function columnsOf({ schema, tableConstraints, timePartitioning, rangePartitioning, requirePartitionFilter }: TableBody): Column[] {
  const keys = new Set(tableConstraints?.primaryKey?.columns ?? [])
  const partition = timePartitioning ? (timePartitioning.field ?? "_PARTITIONTIME") : rangePartitioning?.field
  const told = requirePartitionFilter
    ? "Partition column: every count needs a condition on it."
    : "Partition column: a condition on it makes a count cheaper."
  const note = (name: string, comment?: string) => {
    const words = [comment, name === partition ? told : undefined].filter(Boolean).join(" ")
    return words ? { comment: words } : {}
  }
  const columns = (schema?.fields ?? []).flatMap((field): Column[] =>
    field.name
      ? [
          {
            name: field.name,
            type: typeOf(field),
            kind: kindOf(field),
            nullable: field.mode !== "REQUIRED",
            ...note(field.name, field.description),
            ...(keys.has(field.name) ? { key: true } : {}),
          },
        ]
      : [],
  )
  // By the time of loading: BigQuery keeps it beside the columns, and lets it be asked for by this name.
  const loaded = timePartitioning && !timePartitioning.field
  const pseudo: Column = { name: "_PARTITIONTIME", type: "TIMESTAMP", kind: "timestamp", nullable: true, ...note("_PARTITIONTIME") }
  return loaded ? [...columns, pseudo] : columns
}
