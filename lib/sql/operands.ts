import type { Column, ColumnKind } from "../connectors/connector"
import { type Condition, conditionsOf, type Filter, operandOf, opsFor } from "./model"

const decimal = /^-?\d{1,20}(\.\d{1,15})?$/
const longest = { days: 36_500, hours: 876_000 }

/** A number in plain digits, so that no dialect reads it in a way of its own; nothing when it is not one. */
export function numberOf(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : ""
  return decimal.test(text) ? text : undefined
}

/** A day as `2026-01-31`, if there is such a day. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "0001-01-01") return undefined
  const at = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value ? undefined : value
}

/** A text that a database can hold. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.length > 0 && value.isWellFormed() && !value.includes("\0") ? value : undefined

/** What is wrong with a condition on a column of this kind, in a sentence; nothing when it is whole. */
export function wrongWith(condition: Condition, kind: ColumnKind): string | undefined {
  const { column, op, value, values = [] } = condition
  if (!opsFor(kind).includes(op)) return `"${op}" cannot be asked of ${column}. Choose another comparison.`
  switch (operandOf(kind, op)) {
    case "nothing":
      return undefined
    case "text":
      return textOf(value) === undefined ? `Enter a text for ${column}. To find rows without one, choose "is empty".` : undefined
    case "texts":
      return values.length > 0 && values.every((one) => textOf(one) !== undefined) ? undefined : `Enter at least one value for ${column}.`
    case "number":
      return numberOf(value) === undefined ? `Enter a number for ${column}, such as 12 or 9.99.` : undefined
    case "day":
      return dayOf(value) === undefined ? `Enter a day for ${column}, such as 2026-01-31.` : undefined
    case "numbers":
      return values.length === 2 && values.every((one) => numberOf(one) !== undefined)
        ? undefined
        : `Enter two numbers for ${column}, from and to.`
    case "days":
      return values.length === 2 && values.every((one) => dayOf(one) !== undefined)
        ? undefined
        : `Enter two days for ${column}, from and to.`
    case "span":
      return wrongSpan(condition, kind)
  }
}

function wrongSpan({ column, value, unit = "days" }: Condition, kind: ColumnKind): string | undefined {
  if (unit === "hours" && kind === "date") return `${column} holds days and no hours. Count in days.`
  const many = Number(numberOf(value))
  if (Number.isInteger(many) && many >= 1 && many <= longest[unit]) return undefined
  return `Enter how many ${unit} for ${column}, from 1 to ${longest[unit].toLocaleString("en-US")}.`
}

/** What is still missing in a condition on one of these columns, in a sentence; nothing when it is whole. */
export function wrongIn(condition: Condition, columns: readonly Column[]): string | undefined {
  const column = columns.find(({ name }) => name === condition.column)
  if (condition.column === "") return "Choose a column."
  return column ? wrongWith(condition, column.kind) : `${condition.column} is no longer in the table. Choose another column.`
}

export const isWhole = (filter: Filter, columns: readonly Column[]): boolean =>
  conditionsOf(filter).every((condition) => !wrongIn(condition, columns))
