import { AppError } from "../base/errors"
import type { Column, Dialect, Statement } from "../connectors/connector"
import { bigquery } from "./bigquery"
import { duckdb } from "./duckdb"
import { type Condition, type Filter, isGroup } from "./model"
import { mysql } from "./mysql"
import { dayOf, numberOf, textOf, wrongWith } from "./operands"
import { postgres } from "./postgres"
import { type Bind, likeText, type Printer } from "./printer"
import { snowflake } from "./snowflake"

const printers: Record<Dialect, Printer> = { postgres, mysql, duckdb, bigquery, snowflake }

export type TableRef = { schema: string; name: string; columns: Column[] }
type Reads = NonNullable<Statement["reads"]>

/**
 * The one statement that counts what a filter leaves of a table, or the different values of `distinct` among it.
 * Names come from the known columns and values are bound: nothing a person typed becomes SQL.
 */
export function compileCount(dialect: Dialect, table: TableRef, filter: Filter, { distinct }: { distinct?: string } = {}): Statement {
  const printer = printers[dialect]
  const counted = distinct === undefined ? "*" : `DISTINCT ${printer.name(known(columnsOf(table), distinct).name)}`
  const { from, ...bound } = compileFrom(printer, table, filter)
  return { text: `SELECT count(${counted}) ${from}`, ...bound }
}

/** The characters of a cell that are fetched: a source may hold a book in one. */
export const longestCell = 1_000

/** The one statement that fetches the first `most` rows that a filter leaves: these columns, in this order, each as text cut at its length. */
export function compileSelect(dialect: Dialect, table: TableRef, names: readonly string[], filter: Filter, most: number): Statement {
  const printer = printers[dialect]
  const columns = columnsOf(table)
  if (names.length === 0 || !Number.isSafeInteger(most) || most < 1) throw new Error("a select has columns and an end")
  const cells = names.map((name, at) => `${printer.cell(known(columns, name), longestCell)} AS c${at + 1}`)
  const { from, ...bound } = compileFrom(printer, table, filter)
  return { text: `SELECT ${cells.join(", ")} ${from} LIMIT ${most}`, ...bound }
}

/** The characters of a cell that an export carries. */
export const longestCarried = 10_000

type Page = { key: string /** The key of the last row before the page, as its cell said it. */; after: string | null; most: number }

/**
 * The next rows in the order of one column, whose values differ: these columns, and the key's own text last. Whoever holds the last key can
 * go on from there at any time.
 */
export function compilePage(dialect: Dialect, table: TableRef, names: readonly string[], filter: Filter, page: Page): Statement {
  const printer = printers[dialect]
  const columns = columnsOf(table)
  const key = known(columns, page.key)
  if (key.kind !== "number" && key.kind !== "text") throw new Error("a key is a number or a text")
  // In ORDER BY a bare name means the answer's own column first.
  let alias = "c"
  while (table.columns.some(({ name }) => name.toLowerCase().startsWith(alias))) alias += "_"
  const cells = [...names, page.key].map((name, at) => `${printer.cell(known(columns, name), longestCarried)} AS ${alias}${at + 1}`)
  const order = key.kind === "number" ? printer.name(key.name) : printer.text(key)
  const { from, reads, values } = compileFrom(printer, table, filter, (bind) => {
    if (page.after === null) return ""
    const after = key.kind === "number" ? printer.number(bind(page.after), key, page.after) : printer.textValue(bind(page.after))
    return `${order} > ${after}`
  })
  return { text: `SELECT ${cells.join(", ")} ${from} ORDER BY ${order} LIMIT ${page.most}`, values, reads }
}

const columnsOf = ({ columns }: TableRef) => new Map(columns.map((column) => [column.name, column]))

function compileFrom(
  printer: Printer,
  table: TableRef,
  filter: Filter,
  also: (bind: Bind) => string = () => "",
): { from: string; values: string[]; reads: Reads } {
  const values: string[] = []
  const bind: Bind = (value) => printer.placeholder(values.push(value))
  const parts = [compileGroup(printer, columnsOf(table), bind, filter), also(bind)].filter(Boolean)
  const where = parts.length > 1 ? parts.map((part) => `(${part})`).join(" AND ") : parts[0]
  const from = `FROM ${printer.table(table.schema, table.name)}${where ? ` WHERE ${where}` : ""}`
  return { from, values, reads: { ...table, ...onPartitions(printer, table, filter) } }
}

/** What every row must fulfil that can be judged by the folder it lies in. */
function onPartitions(printer: Printer, { columns }: TableRef, { match, conditions }: Filter): Pick<Reads, "partitions"> {
  const keys = new Map(columns.filter(({ partition }) => partition).map((column) => [column.name, column]))
  const own = match === "all" ? conditions.filter((part) => !isGroup(part) && keys.has(part.column)) : []
  const values: string[] = []
  const text = compileGroup(printer, keys, (value) => printer.placeholder(values.push(value)), { match: "all", conditions: own })
  return text ? { partitions: { text, values } } : {}
}

function compileGroup(printer: Printer, columns: Map<string, Column>, bind: Bind, { match, conditions }: Filter): string {
  const parts = conditions
    .map((part) =>
      isGroup(part) ? compileGroup(printer, columns, bind, part) : compileCondition(printer, known(columns, part.column), bind, part),
    )
    .filter(Boolean)
    .map((part) => `(${part})`)
  return parts.join(match === "all" ? " AND " : " OR ")
}

function known(columns: Map<string, Column>, name: string): Column {
  const column = columns.get(name)
  if (!column)
    throw new AppError("invalid", `There is no column ${name} in this table. Choose another, or refresh the schema.`, {
      filter: ["Choose another column."],
    })
  return column
}

/** What is denied also holds where nothing is known: "is not" finds the rows without a value too. */
const orUnknown = (name: string, positive: string) => `${name} IS NULL OR NOT (${positive})`

function compileCondition(printer: Printer, column: Column, bind: Bind, condition: Condition): string {
  const wrong = wrongWith(condition, column.kind)
  if (wrong) throw new AppError("invalid", wrong, { filter: [wrong] })
  const { op, value, values = [], unit = "days" } = condition
  const name = printer.name(column.name)
  const text = (typed: unknown, pattern = (plain: string) => plain) => printer.textValue(bind(pattern(textOf(typed) ?? "")))
  const number = (typed: unknown) => printer.number(bind(numberOf(typed) ?? ""), column, numberOf(typed) ?? "")
  const day = (typed: unknown, later: 0 | 1 = 0) => printer.day(bind(dayOf(typed) ?? ""), column, later)
  const nextDay = (typed: unknown) => `${name} < ${day(typed, 1)}`
  const escaped = printer.likeText ?? likeText
  const contains = () =>
    printer.like(
      printer.text(column),
      text(value, (plain) => `%${escaped(plain)}%`),
    )
  // A date counts whole days, today included; a timestamp counts back from this very moment.
  const recent = () =>
    `${name} ${column.kind === "date" ? ">" : ">="} ${printer.ago(bind(String(Number(value))), column, unit)} AND ${name} <= ${printer.now(column)}`

  switch (op) {
    case "is":
      return `${printer.text(column)} = ${text(value)}`
    case "is not":
      return orUnknown(name, `${printer.text(column)} = ${text(value)}`)
    case "contains":
      return contains()
    case "does not contain":
      return orUnknown(name, contains())
    case "starts with":
      return printer.like(
        printer.text(column),
        text(value, (plain) => `${escaped(plain)}%`),
      )
    case "is one of":
      return `${printer.text(column)} IN (${values.map((one) => text(one)).join(", ")})`
    case "is true":
      return `${name} = TRUE`
    case "is false":
      return `${name} = FALSE`
    case "=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return `${name} ${op} ${number(value)}`
    case "!=":
      return orUnknown(name, `${name} = ${number(value)}`)
    case "between":
      return column.kind === "number"
        ? `${name} >= ${number(values[0])} AND ${name} <= ${number(values[1])}`
        : `${name} >= ${day(values[0])} AND ${nextDay(values[1])}`
    case "on":
      return `${name} >= ${day(value)} AND ${nextDay(value)}`
    case "before":
      return `${name} < ${day(value)}`
    case "after":
      return `${name} >= ${day(value, 1)}`
    case "in the last":
      return recent()
    case "not in the last":
      return orUnknown(name, recent())
    case "is empty":
      return column.kind === "text" ? `${name} IS NULL OR ${isBlank(printer, column)}` : (printer.none?.(column) ?? `${name} IS NULL`)
    case "is not empty":
      if (column.kind === "text") return `${name} IS NOT NULL AND NOT (${isBlank(printer, column)})`
      return printer.none?.(column) ? `NOT (${printer.none(column)})` : `${name} IS NOT NULL`
  }
}

const isBlank = (printer: Printer, column: Column) => `${printer.text(column)} = ''`
