import type { ColumnKind, Table } from "../connector"

const numbers = /^(smallint|integer|bigint|numeric|decimal|real|double precision|oid)\b/
const texts = /^(text|character varying|character|bpchar|citext|uuid|name|"char"|varchar)\b|^"char"/

/** What filters a type of PostgreSQL admits. */
export function kindOf(type: string): ColumnKind {
  if (type.endsWith("[]")) return "other"
  if (numbers.test(type)) return "number"
  if (texts.test(type)) return "text"
  if (type === "boolean") return "boolean"
  if (type === "date") return "date"
  if (type.startsWith("timestamp")) return "timestamp"
  return type === "json" || type === "jsonb" ? "json" : "other"
}

/** The letters of pg_class.relkind that hold rows. */
export const relationKinds: Record<string, Table["kind"]> = {
  r: "table",
  v: "view",
  m: "materialized view",
  f: "foreign table",
  p: "partitioned table",
}
