"use client"

import { useState } from "react"
import { kindWords } from "@/components/filters/words"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { CheckboxField } from "@/components/ui/checkbox"
import { FieldError } from "@/components/ui/field"
import { SearchInput } from "@/components/ui/search-input"
import type { Column } from "@/lib/connectors/connector"
import { mostColumns } from "@/lib/queries/model"

type ColumnStepProps = {
  columns: readonly Column[]
  chosen: readonly string[]
  onChoose: (names: string[]) => void
  error?: readonly string[] | undefined
}

/** Which columns the answer has. They stand in the order of the table. */
export function ColumnStep({ columns, chosen, onChoose, error }: ColumnStepProps) {
  const [q, setQ] = useState("")
  const shown = columns.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()))
  const inOrder = (wanted: ReadonlySet<string>) => onChoose(columns.map(({ name }) => name).filter((name) => wanted.has(name)))
  const toggle = (name: string) => {
    const wanted = new Set(chosen)
    if (!wanted.delete(name)) wanted.add(name)
    inOrder(wanted)
  }
  return (
    <Card
      title="Columns"
      description={`${chosen.length} of ${columns.length} chosen${columns.length > mostColumns ? `, at most ${mostColumns}` : ""}.`}
      actions={
        <>
          {columns.length > 8 && <SearchInput label="Search columns" onSearch={setQ} />}
          <Button size="small" onClick={() => inOrder(new Set(columns.slice(0, mostColumns).map(({ name }) => name)))}>
            All
          </Button>
          <Button size="small" onClick={() => onChoose([])}>
            None
          </Button>
        </>
      }
    >
      <fieldset className="min-w-0" aria-invalid={error ? true : undefined}>
        <legend className="sr-only">Columns</legend>
        <div className="grid max-h-80 gap-x-4 overflow-y-auto sm:grid-cols-2">
          {shown.map(({ name, kind }) => (
            <CheckboxField
              key={name}
              label={<bdi className="[overflow-wrap:anywhere]">{name}</bdi>}
              help={kindWords[kind]}
              checked={chosen.includes(name)}
              onCheckedChange={() => toggle(name)}
            />
          ))}
        </div>
        {error && <FieldError messages={error} />}
      </fieldset>
    </Card>
  )
}
