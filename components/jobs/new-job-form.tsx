"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useRef, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { notifyDone } from "@/components/ui/notify"
import type { AudienceRow } from "@/lib/audiences/model"
import type { Result } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"
import type { Authorization } from "@/lib/jobs/model"
import { jobTypeOf } from "@/lib/jobs/states"
import { AudienceStep } from "./audience-step"
import { AuthorizationStep } from "./authorization-step"
import { draftForm, isBegun, readDraft } from "./draft"
import { SavePanel } from "./save-panel"
import { SettingsStep } from "./settings-step"
import { TypeStep } from "./type-step"
import { type Save, useJobForm } from "./use-job-form"

type Props = {
  slug: string
  authorizations: readonly Authorization[]
  audiences: readonly AudienceRow[]
  kept: unknown
  mayConnect: boolean
  nobody: ReactNode
  create: Save
  drafts: {
    save: (input: { form: string; body: Record<string, unknown> }) => Promise<Result<unknown>>
    discard: (input: { form: string }) => Promise<Result<unknown>>
  }
}

/** A new job, kept as a draft all the while. Each part opens when the one before it is settled. */
export function NewJobForm({ slug, authorizations, audiences, kept, mayConnect, nobody, create, drafts }: Props) {
  const router = useRouter()
  const [begun] = useState(() => readDraft(kept))
  const [restored, setRestored] = useState(() => isBegun(begun))
  const form = useJobForm({ slug, start: begun, save: create })
  const { draft, change, wrong } = form
  const saved = useRef(JSON.stringify(begun))
  const keep = async () => {
    const text = JSON.stringify(draft)
    if (text === saved.current) return
    saved.current = text
    await drafts.save({ form: draftForm, body: JSON.parse(text) }).catch(() => undefined)
  }
  const discard = () => drafts.discard({ form: draftForm }).catch(() => undefined)
  const startOver = async () => {
    setRestored(false)
    await discard()
    location.assign(paths.newJob(slug))
  }
  const submit = async () => {
    const id = await form.submit()
    if (!id) return
    void discard()
    notifyDone(`Job “${draft.name.trim()}” is made`)
    router.push(paths.job(slug, id))
  }
  const chosen = authorizations.some(({ id }) => id === draft.connectionId)
  return (
    <>
      {restored && (
        <Banner
          tone="info"
          className="mb-5"
          title="Your draft is back."
          action={
            <Button size="small" onClick={startOver}>
              Start over
            </Button>
          }
        />
      )}
      <form
        noValidate
        onBlur={() => void keep()}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px]"
      >
        <div className="min-w-0 space-y-4">
          <TypeStep
            value={draft.type}
            error={wrong("type")}
            onChoose={(type) => change({ type, ...(type !== draft.type && { connectionId: undefined, settings: {} }) })}
          />
          {draft.type && (
            <AuthorizationStep
              {...{ slug, authorizations, mayConnect, nobody }}
              type={draft.type}
              value={draft.connectionId}
              error={wrong("connectionId")}
              onChoose={(connectionId) => change({ connectionId })}
              onLeave={() => void keep()}
            />
          )}
          {draft.type && chosen && jobTypeOf[draft.type].audience && <AudienceStep slug={slug} form={form} audiences={audiences} />}
          {draft.type && chosen && <SettingsStep key={draft.type} form={form} />}
        </div>
        <SavePanel slug={slug} form={form} label="Save job" back={paths.jobs(slug)} />
      </form>
    </>
  )
}
