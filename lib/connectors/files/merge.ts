import type { Column } from "../connector"
import { kindOf } from "../duckdb/kinds"

/** A column as one file has it; the type is not known where the file has no value for it. */
export type Found = { name: string; type: string | undefined }

/** One table from files that need not agree: a column that some lack is there, and types that differ become the wider one. */
export function merge(files: Found[][]): { columns: Column[]; differ?: string } {
  const types = new Map<string, string | undefined>()
  const torn = new Set<string>()
  for (const { name, type } of files.flat()) {
    const before = types.get(name)
    const both = wider(before, type)
    if (before && type && both === "VARCHAR" && before !== type) torn.add(name)
    types.set(name, both)
  }
  const lacking = [...types.keys()].filter((name) => files.some((columns) => !columns.some((column) => column.name === name)))
  const differ = [
    lacking.length > 0 && `${shorten(lacking)} ${lacking.length === 1 ? "is" : "are"} not in all of them`,
    torn.size > 0 &&
      `${shorten([...torn])} ${torn.size === 1 ? "has" : "have"} different types and ${torn.size === 1 ? "is" : "are"} read as text`,
  ].filter((part) => typeof part === "string")
  const columns = [...types].map(([name, type = "VARCHAR"]) => ({ name, type, kind: kindOf(type), nullable: true }))
  return { columns, ...(differ.length > 0 ? { differ: differ.join("; ") } : {}) }
}

const shorten = (names: string[]) => `${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`
function wider(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b
  if (kindOf(a) === "number" && kindOf(b) === "number") return "DOUBLE"
  const moments = ["DATE", "TIMESTAMP"]
  return moments.includes(a) && moments.includes(b) ? "TIMESTAMP" : "VARCHAR"
}
