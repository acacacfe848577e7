"use client"

import { useRef, useState } from "react"
import type { Result } from "@/lib/base/errors"
import { type Draft, draftForm, readDraft } from "./draft"

export type DraftActions = {
  save: (input: { form: string; body: Record<string, unknown> }) => Promise<Result<unknown>>
  discard: (input: { form: string }) => Promise<Result<unknown>>
}

/** What was typed, kept on the server whenever a field is left. A draft that cannot be kept disturbs nobody: the form is still there. */
export function useDraft(kept: unknown, { save, discard }: DraftActions, asked: { platform?: string; method?: string } = {}) {
  const [draft, setDraft] = useState<Draft>(() => withMethod(readDraft(kept), asked))
  // What was typed last, also before it is drawn: two changes in one breath must both stay.
  const latest = useRef(draft)
  const saved = useRef(JSON.stringify(draft))
  const change = (part: (before: Draft) => Partial<Draft>) => {
    latest.current = { ...latest.current, ...part(latest.current) }
    setDraft(latest.current)
  }
  const keep = async () => {
    const text = JSON.stringify(latest.current)
    if (text === saved.current) return
    saved.current = text
    await save({ form: draftForm, body: latest.current }).catch(() => undefined)
  }
  const forget = async () => {
    change(() => readDraft({}))
    saved.current = JSON.stringify(latest.current)
    await discard({ form: draftForm }).catch(() => undefined)
  }
  return { draft, change, keep, forget }
}

/** What the address asks for goes before what was chosen earlier. */
const withMethod = (draft: Draft, { platform, method }: { platform?: string; method?: string }): Draft =>
  platform && method ? { ...draft, methods: { ...draft.methods, [platform]: method } } : draft
