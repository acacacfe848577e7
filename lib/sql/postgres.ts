import { quoteName, quotePath } from "../connectors/quote"
import type { Printer } from "./printer"

// Every value travels as text and is cast here: no client decides how a date or a number is spelled.
export const postgres: Printer = {
  placeholder: (position) => `$${position}::text`,
  name: (name) => quoteName("postgres", name),
  table: (schema, name) => quotePath("postgres", schema, name),
  // The plain types keep their name bare, so that an index on them can be used.
  text: ({ name, type }) => (/^(text|character varying)/.test(type) ? quoteName("postgres", name) : `${quoteName("postgres", name)}::text`),
  textValue: (bound) => bound,
  cell: ({ name }, most) => `left(${quoteName("postgres", name)}::text, ${most})`,
  like: (text, bound) => `${text} LIKE ${bound} ESCAPE '!'`,
  number: (bound, { type }, text) => {
    if (type === "real") return `${bound}::real`
    return /^-?\d{1,18}$/.test(text) ? `${bound}::bigint` : `${bound}::numeric`
  },
  day: (bound, _column, later) => (later ? `(${bound}::date + 1)` : `${bound}::date`),
  now: ({ kind }) => (kind === "date" ? "current_date" : "now()"),
  ago: (bound, { kind }, unit) =>
    kind === "date" ? `(current_date - ${bound}::int)` : `(now() - ${bound}::int * interval '1 ${unit === "days" ? "day" : "hour"}')`,
}
