import type { ColumnKind } from "../connector"

const numbers = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^(FLOAT|DOUBLE)$|^DECIMAL\(/

/** What filters a type of DuckDB admits. */
export function kindOf(type: string): ColumnKind {
  if (numbers.test(type)) return "number"
  if (type === "VARCHAR" || type === "UUID" || /^ENUM\([^[\]]*\)$/.test(type)) return "text"
  if (type === "BOOLEAN") return "boolean"
  if (type === "DATE") return "date"
  if (/^TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?$/.test(type)) return "timestamp"
  return type === "JSON" ? "json" : "other"
}
