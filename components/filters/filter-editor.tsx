"use client"

import { Redo2, Undo2 } from "lucide-react"
import { type KeyboardEvent, useRef } from "react"
import { Card } from "@/components/ui/card"
import { IconButton } from "@/components/ui/icon-button"
import type { Column } from "@/lib/connectors/connector"
import type { DraftGroup } from "./draft"
import { FilterGroup } from "./filter-group"
import { useFilterActs } from "./use-filter-acts"

type FilterEditorProps = {
  columns: readonly Column[]
  root: DraftGroup
  strict: boolean
  change: (change: (root: DraftGroup) => DraftGroup, topic?: string) => void
  undo?: () => void
  redo?: () => void
}

/** The conditions. Ctrl or Cmd with Z undoes, with Shift or Y does again. */
export function FilterEditor({ columns, root, strict, change, undo, redo }: FilterEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const acts = useFilterActs(root, change, box)
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const act = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : undefined
    if (key !== "z" && key !== "y") return
    event.preventDefault()
    act?.()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the undo keys of the controls inside
    <div ref={box} onKeyDown={press}>
      <Card
        title="Conditions"
        actions={
          <>
            <IconButton label="Undo" size="icon-small" aria-disabled={!undo} onClick={undo}>
              <Undo2 aria-hidden="true" />
            </IconButton>
            <IconButton label="Redo" size="icon-small" aria-disabled={!redo} onClick={redo}>
              <Redo2 aria-hidden="true" />
            </IconButton>
          </>
        }
      >
        <FilterGroup group={root} columns={columns} acts={acts} strict={strict} />
      </Card>
    </div>
  )
}
