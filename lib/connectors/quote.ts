import type { Dialect } from "./connector"

const marks = { postgres: '"', duckdb: '"', mysql: "`", bigquery: "`", snowflake: '"' } as const satisfies Record<Dialect, string>

/** One name, quoted so that it can be nothing but a name. */
export const quoteName = (dialect: Dialect, name: string): string => {
  const mark = marks[dialect]
  // GoogleSQL escapes inside a quoted name as inside a text.
  if (dialect === "bigquery") return mark + name.replace(/[\\`]/g, "\\$&") + mark
  return mark + name.replaceAll(mark, mark + mark) + mark
}

/** A name of several parts, e.g. schema and table. */
export const quotePath = (dialect: Dialect, ...parts: string[]): string => parts.map((part) => quoteName(dialect, part)).join(".")

/** A text literal for the statements that people copy and run themselves. Patchbay's own queries bind their values. */
export const quoteText = (dialect: Dialect, text: string): string => {
  if (dialect === "bigquery") return `'${text.replace(/[\\']/g, "\\$&")}'`
  const doubled = text.replaceAll("'", "''")
  return dialect === "mysql" || dialect === "snowflake" ? `'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`
}

/** A name that a script can show: quoted when known, `{what}` where it is not known yet. */
export const quoteOr = (dialect: Dialect, answer: unknown, what: string): string =>
  typeof answer === "string" && answer.trim() ? quoteName(dialect, answer.trim()) : `{${what}}`
