import type { ColumnKind } from "@/lib/connectors/connector"
import { type Op, type Operand, operandOf, opsFor } from "@/lib/sql/model"
import type { DraftCondition } from "./draft"

const said: Partial<Record<Op, string>> = {
  "=": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
  between: "is between",
  on: "is on",
  before: "is before",
  after: "is after",
  "in the last": "is in the last",
  "not in the last": "is not in the last",
}
/** A comparison as it reads in the middle of a sentence. */
export const sayOp = (op: Op): string => said[op] ?? op

export const kindWords: Record<ColumnKind, string> = {
  text: "text",
  number: "number",
  boolean: "yes or no",
  date: "date",
  timestamp: "date and time",
  json: "JSON",
  other: "other",
}

type Given = { column: { name: string; kind: ColumnKind } | undefined; before: DraftCondition; kindBefore: ColumnKind | undefined }

/** The condition when another column is chosen: what was typed stays if the new column takes the same. */
export function onColumn({ column, before, kindBefore }: Given): DraftCondition {
  const { key, op } = before
  if (!column) return { key, column: "", op }
  const keptOp = opsFor(column.kind).includes(op) && (kindBefore === column.kind || kindBefore === undefined) ? op : firstOp(column.kind)
  return onOp({ ...before, column: column.name }, keptOp, kindBefore && operandOf(kindBefore, op), column.kind)
}

const firstOp = (kind: ColumnKind): Op => opsFor(kind)[0] ?? "is not empty"

/** The condition when another comparison is chosen. */
export function onOp(before: DraftCondition, op: Op, operandBefore: Operand | undefined, kind: ColumnKind): DraftCondition {
  const { key, column, value, values, unit } = before
  const operand = operandOf(kind, op)
  if (operand === operandBefore) return { ...before, op }
  if (operand === "nothing") return { key, column, op }
  if (operand === "texts")
    return { key, column, op, values: operandBefore === "text" && value !== undefined && value !== "" ? [value] : [] }
  if (operand === "text" && operandBefore === "texts") return { key, column, op, value: values?.[0] ?? "" }
  if (operand === "numbers" || operand === "days") return { key, column, op, values: ["", ""] }
  if (operand === "span") return { key, column, op, value: "30", unit: unit ?? "days" }
  return { key, column, op, value: "" }
}
