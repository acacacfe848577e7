import type { ColumnKind } from "../connector"

/** What filters a type of MySQL or MariaDB admits. `tinyint(1)` is how both spell a boolean. */
export function kindOf(type: string): ColumnKind {
  const word = type.toLowerCase()
  if (/^(tinyint\(1\)|bool)/.test(word)) return "boolean"
  if (/^(tiny|small|medium|big)?int|^(decimal|numeric|float|double|real|year)\b/.test(word)) return "number"
  if (/^(var)?char\b|text\b|^(enum|uuid|inet4|inet6)\b/.test(word)) return "text"
  if (/^date\b/.test(word)) return "date"
  if (/^(datetime|timestamp)\b/.test(word)) return "timestamp"
  return /^json\b/.test(word) ? "json" : "other"
}
