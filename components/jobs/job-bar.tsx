"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button"
import { notifyDone, notifyFailure } from "@/components/ui/notify"
import { tip } from "@/components/ui/tip"
import { reach } from "@/components/ui/use-action"
import type { Result } from "@/lib/base/errors"
import type { JobId } from "@/lib/base/ids"
import type { JobRow } from "@/lib/jobs/model"
import { can } from "@/lib/jobs/states"

export type Act = (input: { jobId: JobId }) => Promise<Result<unknown>>
type Props = { chosen: readonly JobRow[]; pause: Act; resume: Act; clear: () => void }

/** What can be done with all that is selected. Each is asked for on its own; what refuses stays as it is and is told. */
export function JobBar({ chosen, pause, resume, clear }: Props) {
  const [pending, setPending] = useState(false)
  const all = async (act: Act, back: Act, ids: readonly JobId[], word: string) => {
    setPending(true)
    const done: JobId[] = []
    for (const jobId of ids) {
      const result = await reach(act, { jobId })
      if (result.ok) done.push(jobId)
      else notifyFailure(result.error)
    }
    setPending(false)
    if (done.length === 0) return
    clear()
    const undo = async (): Promise<Result<unknown>> => {
      const results = await Promise.all(done.map((jobId) => reach(back, { jobId })))
      return results.find(({ ok }) => !ok) ?? { ok: true, value: null }
    }
    notifyDone(`${done.length} ${done.length === 1 ? "job" : "jobs"} ${word}`, { act: undo })
  }
  const button = (label: string, deed: "pause" | "resume", act: Act, back: Act, word: string) => {
    const ids = chosen.filter(({ state }) => can(deed, state)).map(({ id }) => id)
    const refusal = ids.length === 0 ? `None of these can be ${word}.` : undefined
    return (
      <Button
        size="small"
        pending={pending}
        aria-disabled={refusal !== undefined}
        onClick={() => refusal === undefined && void all(act, back, ids, word)}
        {...(refusal && tip(refusal))}
      >
        {ids.length > 0 && ids.length < chosen.length ? `${label} ${ids.length} of ${chosen.length}` : label}
      </Button>
    )
  }
  return (
    <section
      aria-label="Selected jobs"
      data-print="no"
      className="sticky bottom-2 z-20 mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-border bg-popover px-3 py-2 shadow-float"
    >
      <p className="font-medium">{chosen.length} selected</p>
      <Button variant="ghost" size="small" onClick={clear}>
        Clear selection
      </Button>
      <div className="flex gap-1.5 md:ml-auto">
        {button("Pause", "pause", pause, resume, "paused")}
        {button("Resume", "resume", resume, pause, "resumed")}
      </div>
    </section>
  )
}
