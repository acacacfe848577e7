"use client"

import { useState } from "react"

type History<T> = { past: T[]; present: T; future: T[]; topic?: string }
const most = 100

/** A value with its past. Changes of one topic, such as letters typed into one field, are one step. */
export function useHistory<T>(initial: () => T) {
  const [history, setHistory] = useState<History<T>>(() => ({ past: [], present: initial(), future: [] }))

  const change = (next: T | ((present: T) => T), topic?: string) =>
    setHistory(({ past, present, topic: before }) => {
      const value = typeof next === "function" ? (next as (present: T) => T)(present) : next
      const sameStep = topic !== undefined && topic === before
      return { past: sameStep ? past : [...past, present].slice(-most), present: value, future: [], topic }
    })
  const undo = () =>
    setHistory((history) => {
      const { past, present, future } = history
      return past.length > 0 ? { past: past.slice(0, -1), present: past.at(-1) as T, future: [present, ...future] } : history
    })
  const redo = () =>
    setHistory((history) => {
      const { past, present, future } = history
      return future.length > 0 ? { past: [...past, present], present: future[0] as T, future: future.slice(1) } : history
    })

  return { present: history.present, change, undo, redo, canUndo: history.past.length > 0, canRedo: history.future.length > 0 }
}
