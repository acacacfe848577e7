import type { Column } from "../connectors/connector"
import { quoteName, quotePath } from "../connectors/quote"
import type { Printer } from "./printer"

const zoned = ({ type }: Column) => /^TIMESTAMP_(LTZ|TZ)/.test(type)
/** The session's time zone is UTC, so that a moment without a zone and one with it tell the same time. */
const asColumn = (expression: string, column: Column) => `CAST(${expression} AS ${zoned(column) ? "TIMESTAMP_LTZ" : "TIMESTAMP_NTZ"})`
const toDay = (bound: string) => `TO_DATE(${bound}, 'YYYY-MM-DD')`

export const snowflake: Printer = {
  placeholder: () => "?",
  name: (name) => quoteName("snowflake", name),
  table: (schema, name) => quotePath("snowflake", schema, name),
  // A collation may ignore case and accents; without one, text is compared as it is.
  text: ({ name, type }) => (type.includes("COLLATE") ? `COLLATE(${quoteName("snowflake", name)}, '')` : quoteName("snowflake", name)),
  textValue: (bound) => bound,
  cell: ({ name, type }, most) => {
    const column = quoteName("snowflake", name)
    if (/^(VARIANT|OBJECT|ARRAY)/.test(type)) return `LEFT(CAST(TO_JSON(${column}) AS VARCHAR), ${most})`
    if (/^GEO(GRAPHY|METRY)/.test(type)) return `LEFT(ST_ASTEXT(${column}), ${most})`
    return `LEFT(CAST(${column} AS VARCHAR), ${most})`
  },
  like: (text, bound) => `${text} LIKE ${bound} ESCAPE '!'`,
  number: (bound, { type }, text) =>
    type === "FLOAT" ? `CAST(${bound} AS DOUBLE)` : `CAST(${bound} AS DECIMAL(38, ${text.split(".")[1]?.length ?? 0}))`,
  day: (bound, column, later) => {
    const day = later ? `DATEADD('day', 1, ${toDay(bound)})` : toDay(bound)
    return column.kind === "date" ? day : asColumn(day, column)
  },
  now: (column) => (column.kind === "date" ? "CURRENT_DATE" : asColumn("CURRENT_TIMESTAMP", column)),
  ago: (bound, column, unit) => `DATEADD('${unit === "days" ? "day" : "hour"}', -CAST(${bound} AS INTEGER), ${snowflake.now(column)})`,
}
