import { type Condition, type Filter, isGroup } from "./model"

const shown = 5
const quote = (value: unknown) => (typeof value === "string" ? `"${value}"` : String(value))

/** A condition as a person would say it. */
export function say({ column, op, value, values = [], unit = "days" }: Condition): string {
  switch (op) {
    case "is one of": {
      const rest = values.length - shown
      return `${column} is one of ${values.slice(0, shown).map(quote).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`
    }
    case "between":
      return `${column} is between ${values.join(" and ")}`
    case "in the last":
    case "not in the last": {
      const many = `${value} ${Number(value) === 1 ? unit.slice(0, -1) : unit}`
      return op === "in the last" ? `${column} is in the last ${many}` : `${column} is not in the last ${many}`
    }
    case "on":
    case "before":
    case "after":
      return `${column} is ${op} ${value}`
    case "is empty":
    case "is not empty":
    case "is true":
    case "is false":
      return `${column} ${op}`
    case "is":
    case "is not":
    case "contains":
    case "does not contain":
    case "starts with":
      return `${column} ${op} ${quote(value)}`
    default:
      return `${column} ${op} ${value}`
  }
}

/** A whole filter in one sentence. */
export function sayFilter(filter: Filter): string {
  if (filter.conditions.length === 0) return "every row"
  const parts = filter.conditions.map((part) => (isGroup(part) ? `(${sayFilter(part)})` : say(part)))
  return parts.join(filter.match === "all" ? " and " : " or ")
}
