import type { Column } from "../connectors/connector"
import { quoteName } from "../connectors/quote"
import type { Printer } from "./printer"

const zoned = ({ type }: Column) => type === "TIMESTAMP"
const later = (day: string, days: 0 | 1) => (days ? `DATE_ADD(${day}, INTERVAL 1 DAY)` : day)

/** Every parameter travels as a STRING and is cast here. */
export const bigquery: Printer = {
  placeholder: (position) => `@p${position}`,
  name: (name) => quoteName("bigquery", name),
  // One path in one pair of marks: the schema may hold the project too.
  table: (schema, name) => quoteName("bigquery", `${schema}.${name}`),
  // A column may compare without regard to case; the empty collation takes that away.
  text: ({ name, type }) => (/ COLLATE /.test(type) ? `COLLATE(${quoteName("bigquery", name)}, '')` : quoteName("bigquery", name)),
  textValue: (bound) => bound,
  cell: ({ name, type }, most) => {
    const column = quoteName("bigquery", name)
    if (/^(ARRAY|STRUCT|JSON|RANGE)/.test(type)) return `LEFT(IF(${column} IS NULL, NULL, TO_JSON_STRING(${column})), ${most})`
    if (type.startsWith("GEOGRAPHY")) return `LEFT(ST_ASTEXT(${column}), ${most})`
    return `LEFT(${type.startsWith("BYTES") ? `TO_BASE64(${column})` : `CAST(${column} AS STRING)`}, ${most})`
  },
  likeText: (plain) => plain.replace(/[\\%_]/g, "\\$&"),
  like: (text, bound) => `${text} LIKE ${bound}`,
  none: ({ name, type }) => (type.startsWith("ARRAY<") ? `IFNULL(ARRAY_LENGTH(${quoteName("bigquery", name)}), 0) = 0` : undefined),
  number: (bound, { type }, text) => {
    if (type === "FLOAT64") return `CAST(${bound} AS FLOAT64)`
    return /^-?\d{1,18}$/.test(text) ? `CAST(${bound} AS INT64)` : `CAST(${bound} AS BIGNUMERIC)`
  },
  day: (bound, column, days) => {
    const day = later(`CAST(${bound} AS DATE)`, days)
    if (column.kind === "date") return day
    return zoned(column) ? `TIMESTAMP(${day}, 'UTC')` : `DATETIME(${day})`
  },
  now: (column) => {
    if (column.kind === "date") return "CURRENT_DATE('UTC')"
    return zoned(column) ? "CURRENT_TIMESTAMP()" : "CURRENT_DATETIME('UTC')"
  },
  ago: (bound, column, unit) => {
    const span = `INTERVAL CAST(${bound} AS INT64) ${unit === "days" ? "DAY" : "HOUR"}`
    if (column.kind === "date") return `DATE_SUB(${bigquery.now(column)}, ${span})`
    return `${zoned(column) ? "TIMESTAMP_SUB" : "DATETIME_SUB"}(${bigquery.now(column)}, ${span})`
  },
}
