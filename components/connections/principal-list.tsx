"use client"

import { useState } from "react"
import { CheckboxField } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import { SearchInput } from "@/components/ui/search-input"
import { dayBefore, endOfDay } from "./words"

export type Choice = { key: string; name: string; help?: string }
type Props = {
  legend: string
  choices: readonly Choice[]
  chosen: ReadonlyMap<string, string | null>
  onChange: (chosen: ReadonlyMap<string, string | null>) => void
  /** Said when there is nobody to choose. */
  none: string
}

/** More at once are found by a search. */
const most = 100

/** Teams, people or client accounts with a tick, and a last day for each that is ticked. */
export function PrincipalList({ legend, choices, chosen, onChange, none }: Props) {
  const [query, setQuery] = useState("")
  const word = query.trim().toLowerCase()
  const found = choices.filter(({ name, help }) => `${name} ${help ?? ""}`.toLowerCase().includes(word))
  // Who is chosen already stands where it can be seen.
  const shown = [...found].sort((a, b) => Number(chosen.has(b.key)) - Number(chosen.has(a.key))).slice(0, most)
  const count = choices.filter(({ key }) => chosen.has(key)).length
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">
        {legend} <span className="font-normal text-muted-foreground text-xs">{count} selected</span>
      </legend>
      {choices.length > 8 && <SearchInput label={`Search ${legend.toLowerCase()}`} onSearch={setQuery} className="mb-2" />}
      {choices.length === 0 && <p className="text-muted-foreground">{none}</p>}
      <div className="max-h-64 overflow-y-auto">
        {shown.map(({ key, name, help }) => (
          <div key={key} className="flex flex-wrap items-center justify-between gap-x-4">
            <CheckboxField
              label={<bdi>{name}</bdi>}
              help={help}
              checked={chosen.has(key)}
              onCheckedChange={(on) => onChange(withChoice(chosen, key, on ? null : undefined))}
            />
            {chosen.has(key) && (
              <LastDay name={name} endsAt={chosen.get(key) ?? null} onChange={(endsAt) => onChange(withChoice(chosen, key, endsAt))} />
            )}
          </div>
        ))}
        {found.length > most && <p className="py-1 text-muted-foreground text-xs">{`and ${found.length - most} more: search for them`}</p>}
      </div>
    </fieldset>
  )
}

function withChoice(chosen: Props["chosen"], key: string, endsAt: string | null | undefined): Props["chosen"] {
  const next = new Map(chosen)
  if (endsAt === undefined) next.delete(key)
  else next.set(key, endsAt)
  return next
}

/** Access may end by itself. The last day is included. */
export function LastDay({ name, endsAt, onChange }: { name: string; endsAt: string | null; onChange: (endsAt: string | null) => void }) {
  return (
    <span className="flex items-center gap-2 py-1 text-muted-foreground text-xs">
      <span aria-hidden="true">Until</span>
      <Input
        type="date"
        aria-label={`Last day for ${name}`}
        className="w-38"
        min={new Date().toISOString().slice(0, 10)}
        defaultValue={dayBefore(endsAt)}
        onChange={({ target }) => onChange(endOfDay(target.value))}
      />
    </span>
  )
}
