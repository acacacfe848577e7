import type { ColumnKind } from "../connector"

export type FieldBody = {
  name?: string
  type?: string
  mode?: string
  description?: string
  fields?: FieldBody[]
  maxLength?: string
  precision?: string
  scale?: string
  collation?: string
}

/** The interface speaks of some types by their old names. */
const names: Record<string, string> = { INTEGER: "INT64", FLOAT: "FLOAT64", BOOLEAN: "BOOL", RECORD: "STRUCT" }
const longest = 200

/** The type as BigQuery's SQL spells it, e.g. `NUMERIC(10, 2)` or `ARRAY<STRING>`. */
export function typeOf(field: FieldBody): string {
  const plain = plainType(field)
  const whole = field.mode === "REPEATED" ? `ARRAY<${plain}>` : plain
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole
}

function plainType({ type = "", fields, maxLength, precision, scale, collation }: FieldBody): string {
  const name = names[type] ?? type
  if (name === "STRUCT") return `STRUCT<${(fields ?? []).map((field) => `${field.name} ${typeOf(field)}`).join(", ")}>`
  const size = precision ? `(${precision}${scale ? `, ${scale}` : ""})` : maxLength ? `(${maxLength})` : ""
  return `${name}${size}${collation ? ` COLLATE ${collation}` : ""}`
}

/** What filters a column admits. Nested and repeated ones hold many values, so they are shown and only asked whether they are empty. */
export function kindOf({ type = "", mode }: FieldBody): ColumnKind {
  if (mode === "REPEATED") return "other"
  switch (names[type] ?? type) {
    case "STRING":
      return "text"
    case "INT64":
    case "FLOAT64":
    case "NUMERIC":
    case "BIGNUMERIC":
      return "number"
    case "BOOL":
      return "boolean"
    case "DATE":
      return "date"
    case "TIMESTAMP":
    case "DATETIME":
      return "timestamp"
    case "JSON":
      return "json"
    default:
      return "other"
  }
}
