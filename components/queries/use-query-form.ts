"use client"

import { useState } from "react"
import { useTargetDraft } from "@/components/filters/use-target-draft"
import type { TableChoice } from "@/components/pickers/table-step"
import { useAction } from "@/components/ui/use-action"
import type { Result } from "@/lib/base/errors"
import type { QueryId } from "@/lib/base/ids"
import type { UsableConnection } from "@/lib/connections/model"
import type { Destination } from "@/lib/organizations/model"
import { mostColumns, type PresentQuery, queryName } from "@/lib/queries/model"
import type { Target } from "@/lib/questions/model"
import type { QueryDraft } from "./draft"

export type Saving = Target & { name: string; columns: string[]; destination: Destination; version?: number }
export type Saved = { id: QueryId; version: number }
export type Save = (input: Saving, key?: string) => Promise<Result<Saved>>

type Given = { start: QueryDraft & { version?: number }; connections: readonly UsableConnection[]; save: Save }

/** A query while it is being made or changed. Saves what is whole; what is not is said beside its field. */
export function useQueryForm({ start, connections, save }: Given) {
  const draft = useTargetDraft({ connections, ...start })
  const [name, setName] = useState(start.name)
  const [destination, setDestination] = useState(start.destination)
  const [columns, setColumns] = useState(() => ({ of: keyOf(start.table), names: start.columns }))
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState(false)
  const [version, setVersion] = useState(start.version)
  const [key] = useState(newKey)
  const { run, pending, failure, forget } = useAction((input: Saving) => save(input, version === undefined ? key : undefined))
  // A table that was just chosen begins with all of its columns.
  const fresh = draft.table !== undefined && columns.of !== keyOf(draft.table)
  const chosen = fresh ? (draft.table?.columns ?? []).slice(0, mostColumns).map((one) => one.name) : columns.names
  const named = queryName.safeParse(name)
  const present = failure?.code === "conflict" ? (failure.facts?.present as PresentQuery | undefined) : undefined

  const submit = async (): Promise<QueryId | undefined> => {
    setTried(true)
    if (!named.success || !draft.target || !destination || chosen.length === 0) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"], form [data-control="choice"]')?.focus())
      return undefined
    }
    const result = await run({ name: named.data, destination, columns: chosen, ...draft.target, ...(version !== undefined && { version }) })
    setDone(result?.ok === true)
    return result?.ok ? result.value.id : undefined
  }

  return {
    draft,
    name,
    setName,
    destination,
    setDestination,
    columns: chosen,
    setColumns: (names: string[]) => setColumns({ of: keyOf(draft.table), names }),
    submit,
    pending,
    tried,
    failure,
    present,
    dirty: !done && !pending && (draft.touched || name !== start.name || destination !== start.destination),
    errors: {
      name: tried && !named.success ? named.error.issues.map(({ message }) => message) : failure?.fields.name,
      destination: tried && !destination ? ["Choose a destination."] : failure?.fields.destination,
      columns: tried && draft.table && chosen.length === 0 ? ["Choose at least one column."] : failure?.fields.columns,
    },
    /** Goes on from another editor's version. */
    meet(seen: number) {
      setVersion(seen)
      forget()
    },
    take(theirs: PresentQuery) {
      setName(theirs.name)
      setDestination(theirs.destination)
      setColumns({ of: keyOf(draft.table), names: theirs.columns })
      draft.take(theirs.filter)
      setVersion(theirs.version)
      forget()
    },
    /** As it would be kept for later. */
    kept: {
      name,
      destination,
      connectionId: draft.connection?.id,
      table: draft.table,
      columns: chosen,
      filter: draft.filter,
    } as QueryDraft,
  }
}
export type QueryForm = ReturnType<typeof useQueryForm>

const keyOf = (table: TableChoice | undefined) => table && JSON.stringify([table.schema, table.name])

/** `crypto.randomUUID` is absent without HTTPS; these bytes are there always. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
