import type { Column } from "../connectors/connector"
import { quoteName, quotePath } from "../connectors/quote"
import type { Printer } from "./printer"

/** The name under which the file is attached; two parts alone could mean a catalog or a schema. */
const catalog = "source"
const zoned = ({ type }: Column) => /WITH TIME ZONE/i.test(type)
const asColumn = (expression: string, column: Column) => (zoned(column) ? `CAST(${expression} AS TIMESTAMPTZ)` : expression)

export const duckdb: Printer = {
  placeholder: (position) => `CAST($${position} AS VARCHAR)`,
  name: (name) => quoteName("duckdb", name),
  table: (schema, name) => quotePath("duckdb", catalog, schema, name),
  text: ({ name, type }) => (type === "VARCHAR" ? quoteName("duckdb", name) : `CAST(${quoteName("duckdb", name)} AS VARCHAR)`),
  textValue: (bound) => bound,
  cell: ({ name }, most) => `left(CAST(${quoteName("duckdb", name)} AS VARCHAR), ${most})`,
  like: (text, bound) => `${text} LIKE ${bound} ESCAPE '!'`,
  number: (bound, { type }, text) => {
    if (type === "FLOAT" || type === "DOUBLE") return `CAST(${bound} AS ${type})`
    if (/^-?\d{1,18}$/.test(text)) return `CAST(${bound} AS BIGINT)`
    return `CAST(${bound} AS DECIMAL(38, ${text.split(".")[1]?.length ?? 0}))`
  },
  day: (bound, column, later) => {
    const day = later ? `CAST(${bound} AS DATE) + 1` : `CAST(${bound} AS DATE)`
    return column.kind === "date" ? `(${day})` : asColumn(`CAST(${day} AS TIMESTAMP)`, column)
  },
  now: (column) => (column.kind === "date" ? "current_date" : zoned(column) ? "now()" : "CAST(now() AS TIMESTAMP)"),
  ago: (bound, column, unit) => {
    if (column.kind === "date") return `(current_date - CAST(${bound} AS INTEGER))`
    const span = unit === "days" ? "to_days" : "to_hours"
    return `(${duckdb.now(column)} - ${span}(CAST(${bound} AS INTEGER)))`
  },
}
