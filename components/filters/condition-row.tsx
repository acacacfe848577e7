"use client"

import { useId } from "react"
import { FieldError } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { Column } from "@/lib/connectors/connector"
import { operandOf, ops, opsFor } from "@/lib/sql/model"
import { wrongIn } from "@/lib/sql/operands"
import type { DraftCondition } from "./draft"
import { PartActions } from "./part-actions"
import { ValueInput } from "./value-input"
import { kindWords, onColumn, onOp, sayOp } from "./words"

type ConditionRowProps = {
  condition: DraftCondition
  columns: readonly Column[]
  /** "Where", "and" or "or". */
  joint: string
  what: string
  first: boolean
  last: boolean
  /** Says what is missing; before the first attempt to save nobody wants to hear it. */
  strict: boolean
  /** `topic` makes the letters of one field one step of undo. */
  onChange: (condition: DraftCondition, topic?: string) => void
  onMove: (by: -1 | 1) => void
  onCopy: () => void
  onRemove: () => void
}

/** One condition, read from left to right as a sentence. */
export function ConditionRow({
  condition,
  columns,
  joint,
  what,
  first,
  last,
  strict,
  onChange,
  onMove,
  onCopy,
  onRemove,
}: ConditionRowProps) {
  const id = useId()
  const { key, column: name, op } = condition
  const column = columns.find((one) => one.name === name)
  const wrong = strict || (name !== "" && !column) ? wrongIn(condition, columns) : undefined
  const invalid = wrong ? { "aria-invalid": true, "aria-describedby": `${id}-wrong` } : {}
  const gone = name !== "" && !column ? [{ value: name, label: `${name} (gone)` }] : []

  return (
    <fieldset
      data-part={key}
      aria-label={what.charAt(0).toUpperCase() + what.slice(1)}
      className="grid min-w-0 items-start gap-x-2 gap-y-1.5 py-1.5 md:grid-cols-[3rem_minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1.3fr)_auto]"
    >
      <span className="flex min-h-8 items-center text-muted-foreground max-md:-mb-1">{joint}</span>
      <Select
        {...(name === "" || !column ? invalid : {})}
        aria-label={`Column of ${what}`}
        data-control="column"
        placeholder="Choose a column"
        value={name}
        options={[...gone, ...columns.map(({ name, kind }) => ({ value: name, label: `${name} · ${kindWords[kind]}` }))]}
        onChange={({ target }) =>
          onChange(onColumn({ column: columns.find(({ name }) => name === target.value), before: condition, kindBefore: column?.kind }))
        }
      />
      <Select
        aria-label={`Comparison of ${what}`}
        disabled={!column}
        value={op}
        options={(column ? opsFor(column.kind) : [op]).map((value) => ({ value, label: sayOp(value) }))}
        onChange={({ target }) => {
          const next = ops.find((one) => one === target.value)
          if (next && column) onChange(onOp(condition, next, operandOf(column.kind, op), column.kind))
        }}
      />
      <div className="min-w-0">
        {column && (
          <ValueInput
            condition={condition}
            kind={column.kind}
            invalid={Boolean(wrong)}
            describedBy={wrong && `${id}-wrong`}
            onChange={(next) => onChange(next, `value of ${key}`)}
          />
        )}
        {wrong && (
          <div className="mt-1">
            <FieldError id={`${id}-wrong`} messages={[wrong]} />
          </div>
        )}
      </div>
      <PartActions what={what} first={first} last={last} onMove={onMove} onCopy={onCopy} onRemove={onRemove} />
    </fieldset>
  )
}
