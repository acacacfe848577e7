import { quoteName, quoteText } from "../quote"
import type { Format } from "./settings"

/** A file that lies in the session's folder. `names` are a CSV file's own columns. */
export type Local = { path: string; zipped: boolean; names?: string[]; delimiter?: string }

const name = (text: string) => quoteName("duckdb", text)
const text = (value: string) => quoteText("duckdb", value)
const list = (files: Local[]) => `[${files.map(({ path }) => text(path)).join(", ")}]`
/** Which file a row came from; no column of a person is called like this. */
export const fileColumn = "patchbay file"

/** All files as one relation, columns matched by their names. Nothing is guessed: what a CSV file holds is text until a type is asked of it. */
export function relationOf(format: Format, files: Local[], jsonNames: string[] = []): string {
  if (format === "parquet")
    return `SELECT * FROM read_parquet(${list(files)}, union_by_name = true, hive_partitioning = false, filename = ${text(fileColumn)})`
  const groups = Map.groupBy(files, ({ zipped, names, delimiter }) => JSON.stringify([zipped, names, delimiter]))
  return [...groups.values()]
    .map((group) => {
      const [{ zipped, names = [], delimiter = "," } = { zipped: false }] = group
      const shared = `compression = ${zipped ? "'gzip'" : "'uncompressed'"}, filename = ${text(fileColumn)}`
      const columns = (all: string[], type: string) => `columns = {${all.map((one) => `${text(one)}: '${type}'`).join(", ")}}`
      if (format === "jsonl")
        return `SELECT * FROM read_json(${list(group)}, format = 'newline_delimited', ${columns(jsonNames, "JSON")}, ${shared})`
      return `SELECT * FROM read_csv(${list(group)}, auto_detect = false, header = true, delim = ${text(delimiter)}, quote = '"', escape = '"', ${columns(names, "VARCHAR")}, ${shared})`
    })
    .join(" UNION ALL BY NAME ")
}

/** A column in the type that the schema says. A text that is no such number stops the count: guessing would miscount. */
export function typed(format: Format, column: string, type: string): string {
  if (format === "parquet") return type === "JSON" ? `to_json(${name(column)})` : `CAST(${name(column)} AS ${known(type)})`
  const plain = format === "jsonl" ? `(${name(column)} ->> '$')` : name(column)
  if (type === "JSON") return name(column)
  if (type === "VARCHAR") return plain
  if (type === "BIGINT")
    return `CASE WHEN ${plain} IS NULL OR regexp_full_match(${plain}, '-?[0-9]{1,18}') THEN CAST(${plain} AS BIGINT) ELSE CAST(error('patchbay:number') AS BIGINT) END`
  return `CAST(${plain} AS ${known(type)})`
}

/** A type is not a name that could be quoted: only what the engine itself calls its types is let through. */
export const known = (type: string) => (/^[A-Z][A-Z0-9_ ]*(\(\d+(,\s*\d+)?\))?$/.test(type) ? type : "VARCHAR")

const whole = "-?(0|[1-9][0-9]{0,17})"
const decimal = "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?"
const day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
const moment = `${day}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?`
const guesses = [
  ["BOOLEAN", "(?i)true|false", false],
  ["BIGINT", whole, false],
  ["DOUBLE", decimal, false],
  ["DATE", day, true],
  ["TIMESTAMP", moment, true],
  ["TIMESTAMP WITH TIME ZONE", `${moment}(Z|[-+][0-9]{2}(:?[0-9]{2})?)`, true],
] as const

/** Asks of each column which types all of its values fit; `quoted` texts can only be moments. */
export function probeOf(source: string, columns: { name: string; quoted: boolean; value: string }[]): string {
  const asked = columns.map(({ value, quoted }) => {
    const fits = guesses.map(([type, pattern, temporal]) =>
      quoted && !temporal
        ? "false"
        : `coalesce(bool_and(regexp_full_match(${value}, '${pattern}')${temporal ? ` AND TRY_CAST(${value} AS ${type}) IS NOT NULL` : ""}), false)`,
    )
    return `[${[`count(${value}) = 0`, ...fits].join(", ")}]`
  })
  return `SELECT ${asked.join(", ")} FROM (${source})`
}

/** The answer to a probe: the narrowest type, or text. Of a column without any value nothing is known: another file may know. */
export function guessOf(answer: unknown): string | undefined {
  const [empty, ...fits] = Array.isArray(answer) ? answer : []
  return empty === true ? undefined : (guesses[fits.indexOf(true)]?.[0] ?? "VARCHAR")
}
