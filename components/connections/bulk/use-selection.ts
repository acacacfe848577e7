"use client"

import { useState } from "react"
import { announce } from "@/components/ui/live-region"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionRow } from "@/lib/connections/model"

/** A selected row as it was last seen; null when only its id is known, as after "all that match". */
export type Picked<R = ConnectionRow> = ReadonlyMap<ConnectionId, R | null>

export type Selection<R = ConnectionRow> = {
  picked: Picked<R>
  /** Something was selected since the table was drawn. */
  begun: boolean
  page: { checked: boolean; some: boolean; onToggle: () => void }
  toggle: (row: R) => void
  keep: (ids: readonly ConnectionId[], say?: string) => void
  clear: () => void
}

/** Which rows are selected. It outlives paging, sorting and searching, and ends when one says so. */
export function useSelection<R extends { id: ConnectionId }>(rows: readonly R[]): Selection<R> {
  const [begun, setBegun] = useState(false)
  const [chosen, setChosen] = useState<Picked<R>>(() => new Map())
  // What the list knows now of a row counts; of one on another page, what it knew last.
  const picked = new Map<ConnectionId, R | null>(chosen)
  for (const row of rows) if (picked.has(row.id)) picked.set(row.id, row)
  const change = (next: Picked<R>, say = next.size === 0 ? "Nothing is selected" : `${next.size} selected`) => {
    setChosen(next)
    setBegun(true)
    announce(say)
  }
  const onPage = rows.filter(({ id }) => picked.has(id)).length
  const all = rows.length > 0 && onPage === rows.length
  return {
    picked,
    begun,
    page: {
      checked: all,
      some: onPage > 0 && !all,
      onToggle: () => {
        const next = new Map(picked)
        for (const row of rows) {
          if (all) next.delete(row.id)
          else next.set(row.id, row)
        }
        change(next)
      },
    },
    toggle: (row) => {
      const next = new Map(picked)
      if (!next.delete(row.id)) next.set(row.id, row)
      change(next)
    },
    keep: (ids, say) => {
      const known = new Map(rows.map((row) => [row.id, row]))
      change(new Map(ids.map((id) => [id, known.get(id) ?? picked.get(id) ?? null])), say)
    },
    clear: () => change(new Map()),
  }
}
