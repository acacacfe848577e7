import type { ColumnKind, Table } from "../connector"

type DataType = { type?: string; precision?: number; scale?: number; length?: number; nullable?: boolean; collation?: string }

const words: Record<string, { name: string; kind: ColumnKind }> = {
  FIXED: { name: "NUMBER", kind: "number" },
  REAL: { name: "FLOAT", kind: "number" },
  DECFLOAT: { name: "DECFLOAT", kind: "number" },
  TEXT: { name: "VARCHAR", kind: "text" },
  BOOLEAN: { name: "BOOLEAN", kind: "boolean" },
  DATE: { name: "DATE", kind: "date" },
  TIMESTAMP_NTZ: { name: "TIMESTAMP_NTZ", kind: "timestamp" },
  TIMESTAMP_LTZ: { name: "TIMESTAMP_LTZ", kind: "timestamp" },
  TIMESTAMP_TZ: { name: "TIMESTAMP_TZ", kind: "timestamp" },
  VARIANT: { name: "VARIANT", kind: "json" },
  OBJECT: { name: "OBJECT", kind: "json" },
  ARRAY: { name: "ARRAY", kind: "json" },
}

/** The type of a column, from the JSON in which SHOW COLUMNS says it. */
export function typeOf(json: string | null): { type: string; kind: ColumnKind; nullable: boolean } {
  const said = parsed(json)
  const { name = said.type ?? "UNKNOWN", kind = "other" } = words[said.type ?? ""] ?? {}
  const size =
    said.type === "FIXED"
      ? `(${said.precision},${said.scale})`
      : said.type === "TEXT" && (said.length ?? 0) < 16_777_216
        ? `(${said.length})`
        : ""
  return { type: `${name}${size}${said.collation ? ` COLLATE '${said.collation}'` : ""}`, kind, nullable: said.nullable !== false }
}

function parsed(json: string | null): DataType {
  try {
    return JSON.parse(json ?? "{}") as DataType
  } catch {
    return {}
  }
}

export function kindOfTable(kind: string | null): Table["kind"] {
  if (/MATERIALIZED/i.test(kind ?? "")) return "materialized view"
  if (/VIEW/i.test(kind ?? "")) return "view"
  return /EXTERNAL|ICEBERG/i.test(kind ?? "") ? "foreign table" : "table"
}
