import fc from "fast-check"
import type { Column, ColumnKind } from "../connectors/connector"
import { type Condition, type Filter, isGroup, type Op, operandOf, opsFor } from "./model"

/** The columns that every engine gets, with the hardest names first. */
export const kinds = {
  'na"me`\\': "text",
  code: "text",
  n: "number",
  amount: "number",
  ratio: "number",
  vip: "boolean",
  born: "date",
  seen: "timestamp",
  plain: "timestamp",
  doc: "json",
} as const satisfies Record<string, ColumnKind>
export type Name = keyof typeof kinds
export type Row = Record<Name, string | number | boolean | null>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Half an hour beside every full hour, so that no count turns on the second in which it runs. */
const base = Math.floor(Date.now() / hour) * hour - hour / 2
export const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10)

const words = [
  "Ann",
  "ann",
  "Änn",
  " Ann",
  "Ann ",
  "O'Brien",
  "100%",
  "100_",
  "a!b",
  "a\\b",
  "'; drop table people; --",
  "$1",
  "?",
  "名前🦆",
  '"',
  "`",
  "%",
  "_",
  "!",
  "\\",
]
const word = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((text) => text.isWellFormed() && !text.includes("\0")),
)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { freq: 5 })
const whole = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(9_007_199_254_740_991, -9_007_199_254_740_991))
const cents = fc.integer({ min: -500, max: 500 }).map((value) => value / 100)
const half = fc.integer({ min: -8, max: 8 }).map((value) => value / 4)
const moment = fc.oneof(
  fc.integer({ min: -40 * 24, max: 4 }).map((hours) => base + hours * hour),
  fc.constant(Date.parse("2024-02-29T23:30:00Z")),
)

export const rows: fc.Arbitrary<Row> = fc.record({
  'na"me`\\': maybe(fc.oneof(fc.constant(""), word)),
  code: maybe(fc.constantFrom("A", "a", "B", "AB", "")),
  n: maybe(whole),
  amount: maybe(cents),
  ratio: maybe(half),
  vip: maybe(fc.boolean()),
  born: maybe(moment.map(dayText)),
  seen: maybe(moment),
  plain: maybe(moment),
  doc: maybe(fc.constant('{"a":1}')),
})

function operand(kind: ColumnKind, op: Op): fc.Arbitrary<Partial<Condition>> {
  const number = fc.oneof(whole, cents)
  const days = moment.map(dayText)
  switch (operandOf(kind, op)) {
    case "nothing":
      return fc.constant({})
    case "text":
      return word.map((value) => ({ value }))
    case "texts":
      return fc.array(word, { minLength: 1, maxLength: 5 }).map((values) => ({ values }))
    case "number":
      return number.map((value) => ({ value }))
    case "numbers":
      return fc.tuple(number, number).map((values) => ({ values }))
    case "day":
      return days.map((value) => ({ value }))
    case "days":
      return fc.tuple(days, days).map((values) => ({ values }))
    case "span":
      return fc.record({
        value: fc.integer({ min: 1, max: 40 }),
        unit: kind === "date" ? fc.constant("days" as const) : fc.constantFrom("days" as const, "hours" as const),
      })
  }
}

const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...(Object.keys(kinds) as Name[]))
  .chain((column) =>
    fc.constantFrom(...opsFor(kinds[column])).chain((op) => operand(kinds[column], op).map((rest): Condition => ({ column, op, ...rest }))),
  )
const group = (member: fc.Arbitrary<Condition | Filter>): fc.Arbitrary<Filter> =>
  fc.record({ match: fc.constantFrom("all" as const, "any" as const), conditions: fc.array(member, { maxLength: 3 }) })
export const filters: fc.Arbitrary<Filter> = group(
  fc.oneof({ weight: 4, arbitrary: condition }, group(fc.oneof(condition, group(condition)))),
)

/** What a filter means, said once more without SQL. */
export function holds(filter: Filter, row: Row): boolean {
  const parts = filter.conditions.filter((part) => !isGroup(part) || saysSomething(part))
  const each = (part: Condition | Filter) => (isGroup(part) ? holds(part, row) : fits(part, row))
  return parts.length === 0 || (filter.match === "all" ? parts.every(each) : parts.some(each))
}
/** A group without a condition in it is as if it were not there. */
const saysSomething = (filter: Filter): boolean => filter.conditions.some((part) => !isGroup(part) || saysSomething(part))

function fits({ column, op, value, values = [], unit = "days" }: Condition, row: Row): boolean {
  const found = row[column as Name]
  const kind = kinds[column as Name]
  const empty = found === null || (kind === "text" && found === "")
  if (op === "is empty") return empty
  if (op === "is not empty") return !empty
  if (op === "is not" || op === "!=") return found !== value
  if (op === "does not contain") return found === null || !String(found).includes(String(value))
  if (op === "not in the last") return !fits({ column, op: "in the last", value, unit }, row)
  if (found === null) return false
  const at = kind === "timestamp" ? dayText(Number(found)) : found
  const low = values[0] as string
  const high = values[1] as string
  switch (op) {
    case "is":
    case "=":
      return found === value
    case "contains":
      return String(found).includes(String(value))
    case "starts with":
      return String(found).startsWith(String(value))
    case "is one of":
      return values.includes(found)
    case "is true":
      return found === true
    case "is false":
      return found === false
    case "<":
      return Number(found) < Number(value)
    case "<=":
      return Number(found) <= Number(value)
    case ">":
      return Number(found) > Number(value)
    case ">=":
      return Number(found) >= Number(value)
    case "between":
      return at >= low && at <= high
    case "on":
      return at === value
    case "before":
      return at < (value as string)
    case "after":
      return at > (value as string)
    default:
      return inTheLast(found, kind, Number(value), unit)
  }
}

function inTheLast(found: string | number | boolean, kind: ColumnKind, many: number, unit: "days" | "hours"): boolean {
  const now = Date.now()
  if (kind === "date") return String(found) > dayText(now - many * day) && String(found) <= dayText(now)
  return Number(found) >= now - many * (unit === "days" ? day : hour) && Number(found) <= now
}

export const columnsAs = (types: Record<Name, string>): Column[] =>
  (Object.keys(kinds) as Name[]).map((name) => ({ name, type: types[name], kind: kinds[name], nullable: true }))
export const isoOf = (ms: number) => new Date(ms).toISOString()
