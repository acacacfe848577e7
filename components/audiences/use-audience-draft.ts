"use client"

import { type DraftGroup, draftOf, filterOf } from "@/components/filters/draft"
import { useHistory } from "@/components/filters/use-history"
import type { TableChoice } from "@/components/pickers/table-step"
import type { AudienceDetail, PresentAudience } from "@/lib/audiences/model"
import type { UsableConnection } from "@/lib/connections/model"
import type { Target } from "@/lib/questions/model"
import { conditionsOf } from "@/lib/sql/model"
import { isWhole, wrongIn } from "@/lib/sql/operands"

type Draft = { connection: UsableConnection | undefined; table: TableChoice | undefined; root: DraftGroup }

const every = () => draftOf({ match: "all", conditions: [] })

type Start = { audience?: AudienceDetail; connections: readonly UsableConnection[]; first?: string }

function startOf({ audience, connections, first }: Start): Draft {
  const id = audience?.connection?.id ?? first
  const connection = connections.find((one) => one.id === id && one.usable)
  if (!audience || !connection) return { connection, table: undefined, root: every() }
  return { connection, table: { schema: audience.schema, name: audience.table, columns: audience.columns }, root: draftOf(audience.filter) }
}

/** Everything of an audience but its name, with its history: choosing another table can be undone like a letter. */
export function useAudienceDraft(start: Start) {
  const { present, change, reset, undo, redo, canUndo, canRedo } = useHistory<Draft>(() => startOf(start))
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
    target,
    missing,
    touched: canUndo,
    chooseConnection: (connection: UsableConnection) => change({ connection, table: undefined, root: every() }),
    chooseTable: (table: TableChoice) => change((now) => ({ ...now, table, root: every() })),
    changeFilter: (next: (root: DraftGroup) => DraftGroup, topic?: string) => change((now) => ({ ...now, root: next(now.root) }), topic),
    /** After somebody else has saved: their filter in place of ours, which undo brings back. */
    take: ({ filter }: PresentAudience) => change((now) => ({ ...now, root: draftOf(filter) })),
    settle: () => reset(present),
    undo: canUndo ? undo : undefined,
    redo: canRedo ? redo : undefined,
  }
}
