"use client"

import { useState } from "react"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Textarea } from "@/components/ui/textarea"
import type { ColumnKind } from "@/lib/connectors/connector"
import { operandOf } from "@/lib/sql/model"
import type { DraftCondition } from "./draft"

type ValueInputProps = {
  condition: DraftCondition
  kind: ColumnKind
  describedBy?: string
  invalid?: boolean
  onChange: (condition: DraftCondition) => void
}

/** What a comparison needs beside it: a text, a number, a day, two of them, some, or nothing. */
export function ValueInput({ condition, kind, onChange, describedBy, invalid }: ValueInputProps) {
  const { column, value = "", values = [], unit = "days" } = condition
  const shared = { "aria-describedby": describedBy, "aria-invalid": invalid || undefined, "data-control": "value", autoComplete: "off" }
  const typed = String(value)
  switch (operandOf(kind, condition.op)) {
    case "nothing":
      return null
    case "text":
      return (
        <Input
          {...shared}
          aria-label={`Text for ${column}`}
          value={typed}
          onChange={({ target }) => onChange({ ...condition, value: target.value })}
        />
      )
    case "texts":
      return (
        <Lines
          {...shared}
          label={`Values for ${column}, one a line`}
          values={values}
          onChange={(next) => onChange({ ...condition, values: next })}
        />
      )
    case "number":
      return (
        <Input
          {...shared}
          aria-label={`Number for ${column}`}
          inputMode="decimal"
          value={typed}
          onChange={({ target }) => onChange({ ...condition, value: target.value })}
        />
      )
    case "day":
      return (
        <Input
          {...shared}
          aria-label={`Day for ${column}`}
          type="date"
          value={typed}
          onChange={({ target }) => onChange({ ...condition, value: target.value })}
        />
      )
    case "numbers":
    case "days":
      return (
        <Pair {...shared} condition={condition} type={operandOf(kind, condition.op) === "days" ? "date" : "text"} onChange={onChange} />
      )
    case "span":
      return (
        <div className="flex items-center gap-2">
          <Input
            {...shared}
            aria-label={`How many ${unit} for ${column}`}
            inputMode="numeric"
            className="w-20"
            value={typed}
            onChange={({ target }) => onChange({ ...condition, value: target.value })}
          />
          {kind === "date" ? (
            "days"
          ) : (
            <Select
              aria-label={`Unit for ${column}`}
              value={unit}
              options={[
                { value: "days", label: "days" },
                { value: "hours", label: "hours" },
              ]}
              onChange={({ target }) => onChange({ ...condition, unit: target.value === "hours" ? "hours" : "days" })}
            />
          )}
        </div>
      )
  }
}

type PairProps = { condition: DraftCondition; type: "date" | "text"; onChange: (condition: DraftCondition) => void }

function Pair({ condition, type, onChange, ...shared }: PairProps) {
  const [from = "", to = ""] = condition.values ?? []
  const numeric = type === "text" ? ({ inputMode: "decimal" } as const) : {}
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <Input
        {...shared}
        {...numeric}
        type={type}
        aria-label={`From, for ${condition.column}`}
        className="w-auto min-w-24 flex-1"
        value={String(from)}
        onChange={({ target }) => onChange({ ...condition, values: [target.value, to] })}
      />
      and
      <Input
        {...shared}
        {...numeric}
        type={type}
        aria-label={`To, for ${condition.column}`}
        className="w-auto min-w-24 flex-1"
        value={String(to)}
        onChange={({ target }) => onChange({ ...condition, values: [from, target.value] })}
      />
    </div>
  )
}

type LinesProps = { label: string; values: readonly unknown[]; onChange: (values: string[]) => void }

const linesOf = (text: string) =>
  text
    .split(/[\n\t]/)
    .map((line) => line.trim())
    .filter(Boolean)

/** A list that can be pasted whole. The text stays as it was typed; empty lines count for nothing. */
function Lines({ label, values, onChange, ...shared }: LinesProps) {
  const [text, setText] = useState(values.join("\n"))
  // Undo changes the values under us; what is typed follows.
  const shown = linesOf(text).join("\n") === values.join("\n") ? text : values.join("\n")
  return (
    <div>
      <Textarea
        {...shared}
        aria-label={label}
        rows={3}
        spellCheck={false}
        value={shown}
        onChange={({ target }) => {
          setText(target.value)
          onChange(linesOf(target.value))
        }}
      />
      <p className="text-faint text-xs">{values.length === 1 ? "1 value" : `${values.length} values`}, one a line</p>
    </div>
  )
}
