"use client"

import { type RefObject, useEffect, useRef } from "react"
import {
  type DraftCondition,
  type DraftGroup,
  emptyCondition,
  emptyGroup,
  moved,
  neighbour,
  withCondition,
  withCopy,
  withMatch,
  without,
  withPart,
} from "./draft"

type Change = (change: (root: DraftGroup) => DraftGroup, topic?: string) => void
type Wanted = { key: number; controls: string[] }

/** What can be done to a filter, each with the place where the keyboard stands afterwards. */
export function useFilterActs(root: DraftGroup, change: Change, box: RefObject<HTMLElement | null>) {
  const wanted = useRef<Wanted | undefined>(undefined)
  // After every drawing: a row that moved has lost the focus, one that was added never had it.
  useEffect(() => {
    const want = wanted.current
    wanted.current = undefined
    for (const control of want?.controls ?? []) {
      const found = box.current?.querySelector<HTMLElement>(`[data-part="${want?.key}"] [data-control="${control}"]`)
      if (!found || found.getAttribute("aria-disabled") === "true") continue
      found.focus()
      return
    }
  })
  const then = (key: number, ...controls: string[]) => {
    wanted.current = { key, controls }
  }

  return {
    match: (group: number, match: DraftGroup["match"]) => change((root) => withMatch(root, group, match)),
    addCondition(group: number) {
      const condition = emptyCondition()
      then(condition.key, "column")
      change((root) => withPart(root, group, condition))
    },
    addGroup(group: number) {
      const made = emptyGroup()
      const [first] = made.parts
      then(first?.key ?? made.key, "column")
      change((root) => withPart(root, group, made))
    },
    change: (condition: DraftCondition, topic?: string) => change((root) => withCondition(root, condition), topic),
    move(key: number, by: -1 | 1) {
      then(key, by < 0 ? "up" : "down", by < 0 ? "down" : "up")
      change((root) => moved(root, key, by))
    },
    copy(key: number) {
      const copied = withCopy(root, key)
      then(copied.copy, "column", "match")
      change(() => copied.root)
    },
    remove(key: number) {
      const next = neighbour(root, key)
      then(next ?? root.key, "column", "match", "add")
      change((root) => without(root, key))
    },
  }
}
export type FilterActs = ReturnType<typeof useFilterActs>
