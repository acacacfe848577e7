"use client"

import { queryOptions, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { ask } from "@/components/ask"
import { paths } from "@/lib/base/paths"
import type { Count, CountAsked, Estimate, Target } from "@/lib/questions/model"

const debounce = 400
const minute = 60_000
/** Where reading is billed, a count that reads no more follows its estimate by itself; for more somebody presses a button. */
const small = 1_073_741_824

const kept = { staleTime: minute, gcTime: 10 * minute, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false } as const

/** The same question within a minute is not asked again: undo shows its count at once. When nobody looks at an answer any more it is aborted. */
const countQuery = (slug: string, asked: CountAsked | undefined) =>
  queryOptions({
    queryKey: ["audience.count", slug, asked],
    queryFn: ({ signal }) =>
      ask<Count>(paths.api.count(slug), { signal, body: asked }).then((count) => ({ ...count, table: tableOf(asked) })),
    ...kept,
  })

const estimateQuery = (slug: string, asked: CountAsked | undefined) =>
  queryOptions({
    queryKey: ["audience.estimate", slug, asked],
    queryFn: ({ signal }) => ask<Estimate>(paths.api.estimate(slug), { signal, body: asked }),
    ...kept,
  })

export type LiveCount = {
  count: Count | undefined
  /** Of the whole table. */
  total: number | undefined
  /** What a count of this filter reads, where that is billed; known before it is asked. */
  reads: number | undefined
  /** It reads so much that it waits to be asked for. */
  ask: (() => void) | undefined
  /** The answer belongs to an older filter. */
  behind: boolean
  counting: boolean
  /** Nothing more is coming, neither the count nor the total: the moment to say it aloud. */
  settled: boolean
  error: Error | null
  again: () => void
}

/**
 * Counts what the filter leaves, 400 ms after the last change. `target` is undefined while there is nothing whole to count. The count of the
 * whole table is asked for when the filter's own has come, as the same editor: never are two questions in flight. On a platform that
 * `charges` for reading, what a count reads comes before it, and the whole table is not counted.
 */
export function useLiveCount(slug: string, editor: string, target: Target | undefined, charges = false): LiveCount {
  const { settled, changing } = useSettled(target)
  const [agreed, agree] = useState<string>()
  const asked = settled && { ...settled, editor }
  const text = JSON.stringify(asked)
  const estimated = useQuery({ ...estimateQuery(slug, asked), enabled: charges && asked !== undefined })
  const reads = charges ? estimated.data?.bytes : undefined
  const allowed = !charges || (reads !== undefined && (reads <= small || agreed === text))
  const filtered = useQuery({
    ...countQuery(slug, asked),
    enabled: asked !== undefined && allowed,
    placeholderData: (before) => (before?.table === tableOf(asked) ? before : undefined),
  })
  const bare = asked && { ...asked, filter: { match: "all" as const, conditions: [] } }
  const ready = filtered.isSuccess && !filtered.isPlaceholderData
  const whole = useQuery({ ...countQuery(slug, bare), enabled: bare !== undefined && ready && !charges })
  const busy = filtered.isFetching || estimated.isFetching
  return {
    count: filtered.data,
    total: whole.data?.count,
    reads,
    ask: reads !== undefined && !allowed && !changing ? () => agree(text) : undefined,
    behind: changing || filtered.isPlaceholderData,
    counting: busy || (changing && target !== undefined),
    settled: ready && !busy && !changing && (charges || (!whole.isFetching && !whole.isPending)),
    error: busy || changing ? null : (estimated.error ?? filtered.error),
    again: () => void (estimated.isError ? estimated.refetch() : filtered.refetch()),
  }
}

const tableOf = (asked: CountAsked | undefined) => asked && JSON.stringify([asked.connectionId, asked.schema, asked.table])

/** The value as it was when it last stood still. What is taken away is gone at once, so that an answer nobody needs is hung up on. */
function useSettled<T>(value: T | undefined): { settled: T | undefined; changing: boolean } {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState({ text, value })
  useEffect(() => {
    if (text === settled.text) return
    const timer = setTimeout(
      () => setSettled({ text, value: text === undefined ? undefined : (JSON.parse(text) as T) }),
      text === undefined ? 0 : debounce,
    )
    return () => clearTimeout(timer)
  }, [text, settled.text])
  return { settled: settled.value, changing: text !== settled.text }
}
