import { quoteName, quotePath } from "../connectors/quote"
import type { Printer } from "./printer"

const exact = (text: string) => `CAST(CONVERT(${text} USING utf8mb4) AS BINARY)`

export const mysql: Printer = {
  placeholder: () => "?",
  name: (name) => quoteName("mysql", name),
  table: (schema, name) => quotePath("mysql", schema, name),
  // The usual collations ignore case, accents and spaces at the end; bytes do not.
  text: ({ name }) => exact(quoteName("mysql", name)),
  textValue: exact,
  cell: ({ name }, most) => `left(CONVERT(${quoteName("mysql", name)} USING utf8mb4), ${most})`,
  like: (text, bound) => `${text} LIKE ${bound} ESCAPE '!'`,
  number: (bound, { type }, text) => {
    if (/^float/i.test(type)) return `CAST(${bound} AS FLOAT)`
    return /^-?\d{1,18}$/.test(text) ? `CAST(${bound} AS SIGNED)` : `CAST(${bound} AS DECIMAL(65, 15))`
  },
  day: (bound, _column, later) => (later ? `(CAST(${bound} AS DATE) + INTERVAL 1 DAY)` : `CAST(${bound} AS DATE)`),
  now: ({ kind }) => (kind === "date" ? "UTC_DATE()" : "UTC_TIMESTAMP(6)"),
  ago: (bound, { kind }, unit) => {
    const from = kind === "date" ? "UTC_DATE()" : "UTC_TIMESTAMP(6)"
    return `(${from} - INTERVAL CAST(${bound} AS SIGNED) ${unit === "days" ? "DAY" : "HOUR"})`
  },
}
