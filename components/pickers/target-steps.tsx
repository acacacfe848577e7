"use client"

import { type ReactNode, useEffect, useRef, useState } from "react"
import { FilterEditor } from "@/components/filters/filter-editor"
import type { TargetDraft } from "@/components/filters/use-target-draft"
import type { UsableConnection } from "@/lib/connections/model"
import { ConnectionStep } from "./connection-step"
import { TableStep } from "./table-step"

type TargetStepsProps = {
  slug: string
  connections: readonly UsableConnection[]
  draft: TargetDraft
  /** Says what is missing in a condition. */
  strict: boolean
  /** What to read when there is no connection: whom to ask. */
  nobody: ReactNode
  /** Under the list of connections: another way to one. */
  otherwise?: ReactNode
  /** Between the table and the conditions. */
  children?: ReactNode
}

/** From a connection to a table to the rows that are meant. */
export function TargetSteps({ slug, connections, draft, strict, nobody, otherwise, children }: TargetStepsProps) {
  const [choosing, setChoosing] = useState<"connection" | "table">()
  const box = useRef<HTMLDivElement>(null)
  const stand = useStand(box)
  const choose = (what: typeof choosing, step: string) => {
    setChoosing(what)
    stand(step)
  }
  return (
    <div ref={box} className="min-w-0 space-y-4">
      <ConnectionStep
        slug={slug}
        connections={connections}
        chosen={draft.connection}
        choosing={choosing === "connection"}
        nobody={nobody}
        otherwise={otherwise}
        onOpen={(open) => choose(open ? "connection" : undefined, "connection")}
        onChoose={(connection) => {
          if (connection.id !== draft.connection?.id) draft.chooseConnection(connection)
          choose(undefined, "table")
        }}
      />
      {draft.connection && choosing !== "connection" && (
        <TableStep
          key={draft.connection.id}
          slug={slug}
          connectionId={draft.connection.id}
          chosen={draft.table}
          choosing={choosing === "table"}
          onOpen={(open) => choose(open ? "table" : undefined, "table")}
          onChoose={(table) => {
            if (table.schema !== draft.table?.schema || table.name !== draft.table.name) draft.chooseTable(table)
            choose(undefined, "conditions")
          }}
        />
      )}
      {draft.table && !choosing && (
        <>
          {children}
          <div data-step="conditions">
            <FilterEditor
              columns={draft.table.columns}
              root={draft.root}
              strict={strict}
              change={draft.changeFilter}
              undo={draft.undo}
              redo={draft.redo}
            />
          </div>
        </>
      )}
    </div>
  )
}

/** Moves the keyboard into a step once it has been drawn: what was pressed is gone by then. */
function useStand(box: React.RefObject<HTMLElement | null>) {
  const [wanted, setWanted] = useState<{ step: string }>()
  useEffect(() => {
    if (!wanted) return
    const step = box.current?.querySelector<HTMLElement>(`[data-step="${wanted.step}"]`)
    const control = step?.matches("button")
      ? step
      : step?.querySelector<HTMLElement>('[data-slot="search-input"] input, [data-control="choice"], [data-control="add"]')
    control?.focus()
  }, [wanted, box])
  return (step: string) => setWanted({ step })
}
