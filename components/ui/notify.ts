"use client"

import type { Failure, Result } from "@/lib/base/errors"

type Undo = { label?: string; act: () => Promise<Result<unknown>>; done?: string }
export type Notice = { tone: "ok" | "bad"; message: string; description?: string; act?: { label: string; run: () => void } }

let show: ((notice: Notice) => void) | undefined
let missing: (() => void) | undefined
const waiting: Notice[] = []

function say(notice: Notice) {
  if (show) return show(notice)
  waiting.push(notice)
  missing?.()
}

/** Whoever draws notices takes them over here, with those that came before it. */
export function showWith(next: (notice: Notice) => void): () => void {
  show = next
  for (const notice of waiting.splice(0)) next(notice)
  return () => {
    show = undefined
  }
}

/** Told of a notice that nobody draws yet. */
export function onNotice(hear: () => void): () => void {
  missing = hear
  return () => {
    missing = undefined
  }
}

/** A thing was done. If it can be undone, the way back is in the toast. */
export function notifyDone(message: string, undo?: Undo) {
  const back = async () => {
    const result = await undo?.act()
    if (result && !result.ok) notifyFailure(result.error)
    else say({ tone: "ok", message: undo?.done ?? "Undone" })
  }
  say({ tone: "ok", message, ...(undo && { act: { label: undo.label ?? "Undo", run: () => void back() } }) })
}

export function notifyFailure({ message, reference }: Failure) {
  say({ tone: "bad", message, ...(reference && { description: `Reference ${reference}` }) })
}
