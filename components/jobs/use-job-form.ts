"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type * as z from "zod"
import { ask } from "@/components/ask"
import { useAction } from "@/components/ui/use-action"
import type { AudienceDetail } from "@/lib/audiences/model"
import type { Result } from "@/lib/base/errors"
import type { JobId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { keyIn, newJob, type PresentJob, type Settings } from "@/lib/jobs/model"
import { jobTypeOf } from "@/lib/jobs/states"
import type { JobDraft } from "./draft"

export type Asked = z.output<typeof newJob>
export type Save = (asked: Asked, key?: string) => Promise<Result<{ id: JobId; version: number }>>

/** A job while it is being made or changed. What is not whole is said beside its field. */
export function useJobForm({ slug, start, save }: { slug: string; start: JobDraft; save: Save }) {
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState(false)
  const [key] = useState(newKey)
  const { run, pending, failure, forget } = useAction((asked: Asked) => save(asked, key))
  const type = draft.type && jobTypeOf[draft.type]
  const {
    data: audience,
    error: noAudience,
    isLoading,
  } = useQuery({
    queryKey: ["job.audience", draft.audienceId],
    queryFn: ({ signal }) => ask<AudienceDetail>(paths.api.audience(slug, draft.audienceId ?? ""), { signal }),
    enabled: Boolean(type?.audience && draft.audienceId),
    retry: false,
  })
  const columns = audience?.columns ?? []
  // The key that the source names is chosen already.
  const settings: Settings = { ...(keyIn(columns) && type?.settings.key && { key: keyIn(columns) }), ...filled(draft.settings) }
  const wanted = { ...draft, settings, audienceId: type?.audience ? draft.audienceId : null }
  const whole = newJob.safeParse(wanted)
  const wrong = (field: string) =>
    tried && !whole.success
      ? whole.error.issues
          .filter(({ path }) => path.join(".") === field)
          .map(({ message }) => (/^Expected|^Invalid/.test(message) ? "Choose one." : message))
      : (failure?.fields[field] ?? [])
  const submit = async (): Promise<JobId | undefined> => {
    setTried(true)
    if (!whole.success) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"], form [data-control="choice"]')?.focus())
      return undefined
    }
    const result = await run(whole.data)
    setDone(result?.ok === true)
    return result?.ok ? result.value.id : undefined
  }
  return {
    draft,
    settings,
    audience,
    noAudience,
    columns,
    change: (part: Partial<JobDraft>) => setDraft((before) => ({ ...before, ...part })),
    set: (name: string, value: string | string[]) => setDraft((before) => ({ ...before, settings: { ...before.settings, [name]: value } })),
    submit,
    /** The key that the source names comes with the audience: until then there is nothing to save. */
    pending: pending || isLoading,
    tried,
    failure,
    forget,
    present: failure?.code === "conflict" ? (failure.facts?.present as PresentJob | undefined) : undefined,
    dirty: !done && !pending && JSON.stringify(draft) !== JSON.stringify(start),
    wrong,
  }
}
export type JobForm = ReturnType<typeof useJobForm>

const filled = (settings: Settings): Settings => Object.fromEntries(Object.entries(settings).filter(([, value]) => value.length > 0))
/** `crypto.randomUUID` is absent without HTTPS; these bytes are there always. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
