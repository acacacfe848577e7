import * as z from "zod"
import type { ColumnKind } from "../connectors/connector"

/** Everything a person can ask of a column. */
export const ops = [
  "is",
  "is not",
  "contains",
  "does not contain",
  "starts with",
  "is one of",
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "between",
  "is true",
  "is false",
  "on",
  "before",
  "after",
  "in the last",
  "not in the last",
  "is empty",
  "is not empty",
] as const
export type Op = (typeof ops)[number]

const emptiness = ["is empty", "is not empty"] as const satisfies Op[]
const days = ["on", "before", "after", "between", "in the last", "not in the last", ...emptiness] as const satisfies Op[]
const byKind: Record<ColumnKind, readonly Op[]> = {
  text: ["is", "is not", "contains", "does not contain", "starts with", "is one of", ...emptiness],
  number: ["=", "!=", "<", "<=", ">", ">=", "between", ...emptiness],
  boolean: ["is true", "is false", ...emptiness],
  date: days,
  timestamp: days,
  json: emptiness,
  other: emptiness,
}

/** What may be asked of a column of this kind, in the order in which a form offers it. */
export const opsFor = (kind: ColumnKind): readonly Op[] => byKind[kind]

/** What a form must ask for beside the op. */
export type Operand = "nothing" | "text" | "texts" | "number" | "numbers" | "day" | "days" | "span"

/** Which answer an op takes on a column of this kind; `numbers` and `days` are a pair, from and to. */
export function operandOf(kind: ColumnKind, op: Op): Operand {
  if (op.startsWith("is empty") || op === "is not empty" || op === "is true" || op === "is false") return "nothing"
  if (op === "in the last" || op === "not in the last") return "span"
  if (op === "is one of") return "texts"
  if (kind === "number") return op === "between" ? "numbers" : "number"
  if (kind === "date" || kind === "timestamp") return op === "between" ? "days" : "day"
  return "text"
}

const mostTexts = 500
const mostConditions = 100
const scalar = z.union([z.string().max(1_000, "A value has at most 1,000 characters."), z.number(), z.boolean()])

export const conditionSchema = z.strictObject({
  column: z.string().min(1, "Choose a column.").max(255),
  op: z.enum(ops, "Choose what to compare."),
  value: scalar.optional(),
  values: z.array(scalar).max(mostTexts, `At most ${mostTexts} values.`).optional(),
  /** The unit of `in the last`; days when it is not said. */
  unit: z.enum(["days", "hours"]).optional(),
})
export type Condition = z.output<typeof conditionSchema>

export type Filter = { match: "all" | "any"; conditions: (Condition | Filter)[] }

const group = <T extends z.ZodType>(member: T) =>
  z.strictObject({ match: z.enum(["all", "any"]), conditions: z.array(member).max(mostConditions) })

/** A filter: conditions, and groups of conditions up to three deep. No conditions means every row. */
export const filterSchema: z.ZodType<Filter> = group(
  z.union([conditionSchema, group(z.union([conditionSchema, group(conditionSchema)]))]),
).refine((filter) => conditionsOf(filter).length <= mostConditions, `A filter has at most ${mostConditions} conditions.`)

export const isGroup = (part: Condition | Filter): part is Filter => "match" in part

/** Every condition of a filter, whatever group it stands in. */
export const conditionsOf = (filter: Filter): Condition[] =>
  filter.conditions.flatMap((part) => (isGroup(part) ? conditionsOf(part) : [part]))
