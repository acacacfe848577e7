"use client"

import type { TableChoice } from "@/components/pickers/table-step"
import type { UsableConnection } from "@/lib/connections/model"
import type { Target } from "@/lib/questions/model"
import { conditionsOf, type Filter } from "@/lib/sql/model"
import { isWhole, wrongIn } from "@/lib/sql/operands"
import { type DraftGroup, draftOf, filterOf } from "./draft"
import { useHistory } from "./use-history"

type Draft = { connection: UsableConnection | undefined; table: TableChoice | undefined; root: DraftGroup }

const every = () => draftOf({ match: "all", conditions: [] })

type Start = { connections: readonly UsableConnection[]; connectionId?: string; table?: TableChoice; filter?: Filter }

function startOf({ connections, connectionId, table, filter }: Start): Draft {
  const connection = connections.find((one) => one.id === connectionId && one.usable)
  if (!connection || !table || !filter) return { connection, table: undefined, root: every() }
  return { connection, table, root: draftOf(filter) }
}

/** Which rows are meant: a connection, a table and a filter, with their history. Choosing another table can be undone like a letter. */
export function useTargetDraft(start: Start) {
  const { present, change, undo, redo, canUndo, canRedo } = useHistory<Draft>(() => startOf(start))
  const { connection, table, root } = present
  const filter = filterOf(root)
  const whole = table !== undefined && isWhole(filter, table.columns)
  const target: Target | undefined =
    connection && table && whole ? { connectionId: connection.id, schema: table.schema, table: table.name, filter } : undefined
  const missing =
    connection && table
      ? conditionsOf(filter)
          .map((condition) => wrongIn(condition, table.columns))
          .find(Boolean)
      : undefined
  return {
    ...present,
    filter,
    target,
    missing,
    touched: canUndo,
    chooseConnection: (connection: UsableConnection) => change({ connection, table: undefined, root: every() }),
    chooseTable: (table: TableChoice) => change((now) => ({ ...now, table, root: every() })),
    changeFilter: (next: (root: DraftGroup) => DraftGroup, topic?: string) => change((now) => ({ ...now, root: next(now.root) }), topic),
    /** After somebody else has saved: their filter in place of ours, which undo brings back. */
    take: (filter: Filter) => change((now) => ({ ...now, root: draftOf(filter) })),
    undo: canUndo ? undo : undefined,
    redo: canRedo ? redo : undefined,
  }
}
export type TargetDraft = ReturnType<typeof useTargetDraft>
