"use client"

import { Plus } from "lucide-react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { Select } from "@/components/ui/select"
import type { Column } from "@/lib/connectors/connector"
import { ConditionRow } from "./condition-row"
import { type DraftGroup, type DraftPart, isDraftGroup } from "./draft"
import { PartActions } from "./part-actions"
import type { FilterActs } from "./use-filter-acts"

type FilterGroupProps = {
  group: DraftGroup
  columns: readonly Column[]
  acts: FilterActs
  strict: boolean
  /** The place among its kind, e.g. "2." for what stands in the second part. */
  prefix?: string
  nested?: boolean
}

/** The conditions of a group, how they are joined, and the buttons that add more. */
export function FilterGroup({ group, columns, acts, strict, prefix = "", nested = false }: FilterGroupProps) {
  return (
    <div>
      <Match group={group} onChange={(match) => acts.match(group.key, match)} nested={nested} />
      <div className="divide-y divide-border">
        {group.parts.map((part, index) => (
          <Part key={part.key} part={part} index={index} group={group} columns={columns} acts={acts} strict={strict} prefix={prefix} />
        ))}
      </div>
      <div data-part={group.key} className="mt-2 flex flex-wrap gap-2">
        <Button size="small" data-control="add" onClick={() => acts.addCondition(group.key)}>
          <Plus aria-hidden="true" />
          Add condition
        </Button>
        {!nested && (
          <Button size="small" variant="ghost" onClick={() => acts.addGroup(group.key)}>
            <Plus aria-hidden="true" />
            Add group
          </Button>
        )}
      </div>
    </div>
  )
}

type PartProps = Required<Pick<FilterGroupProps, "group" | "columns" | "acts" | "strict" | "prefix">> & { part: DraftPart; index: number }

function Part({ part, index, group, columns, acts, strict, prefix }: PartProps) {
  const number = `${prefix}${index + 1}`
  const joint = index === 0 ? "Where" : group.match === "all" ? "and" : "or"
  const place = { first: index === 0, last: index === group.parts.length - 1 }
  const deeds = {
    onMove: (by: -1 | 1) => acts.move(part.key, by),
    onCopy: () => acts.copy(part.key),
    onRemove: () => acts.remove(part.key),
  }
  if (!isDraftGroup(part))
    return (
      <ConditionRow
        {...place}
        {...deeds}
        condition={part}
        columns={columns}
        joint={joint}
        what={`condition ${number}`}
        strict={strict}
        onChange={acts.change}
      />
    )
  return (
    <fieldset data-part={part.key} aria-label={`Group ${number}`} className="grid min-w-0 gap-x-2 py-2 md:grid-cols-[3rem_minmax(0,1fr)]">
      <span className="flex min-h-8 items-center self-start text-muted-foreground md:mt-3">{joint}</span>
      <div className="min-w-0 rounded-lg border border-border bg-background p-3">
        <div className="float-right">
          <PartActions what={`group ${number}`} {...place} {...deeds} />
        </div>
        <FilterGroup group={part} columns={columns} acts={acts} strict={strict} prefix={`${number}.`} nested />
      </div>
    </fieldset>
  )
}

type MatchProps = { group: DraftGroup; nested: boolean; onChange: (match: DraftGroup["match"]) => void }

/** Said only where there is something to join. */
function Match({ group, nested, onChange }: MatchProps) {
  return (
    <p className={cn("flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1", group.parts.length === 0 && "text-muted-foreground")}>
      {group.parts.length === 0 ? (
        nested ? (
          "This group is empty and changes nothing."
        ) : (
          "Every row of the table. Add a condition to narrow it."
        )
      ) : (
        <>
          Rows where
          <span className="inline-flex w-20">
            <Select
              aria-label={nested ? "How the conditions of this group are joined" : "How the conditions are joined"}
              data-control="match"
              value={group.match}
              options={[
                { value: "all", label: "all" },
                { value: "any", label: "any" },
              ]}
              onChange={({ target }) => onChange(target.value === "any" ? "any" : "all")}
            />
          </span>
          of these hold
        </>
      )}
    </p>
  )
}
