"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useState } from "react"
import { useTargetDraft } from "@/components/filters/use-target-draft"
import { TargetSteps } from "@/components/pickers/target-steps"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { useLeaveWarning } from "@/components/ui/use-leave-warning"
import type { AudienceDetail, PresentAudience } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import { SavePanel } from "./save-panel"
import { useLiveCount } from "./use-live-count"
import { type Save, useSave } from "./use-save"

type AudienceFormProps = {
  slug: string
  connections: readonly UsableConnection[]
  /** Absent when a new one is made. */
  audience?: AudienceDetail
  /** The connection chosen by the link that led here. */
  first?: string
  save: Save
  nobody: ReactNode
}

/** From a connection to a table to the rows that count, with the count beside it all the way. */
export function AudienceForm({ slug, connections, audience, first, save, nobody }: AudienceFormProps) {
  const router = useRouter()
  const [editor] = useState(newEditor)
  const [name, setName] = useState(audience?.name ?? "")
  const draft = useTargetDraft({
    connections,
    connectionId: audience?.connection?.id ?? first,
    ...(audience && { table: { schema: audience.schema, name: audience.table, columns: audience.columns }, filter: audience.filter }),
  })
  const live = useLiveCount(slug, editor, draft.target, draft.connection?.charges)
  const dirty = draft.touched || name !== (audience?.name ?? "")
  const saving = useSave({ save, audience, name, draft, live })
  useLeaveWarning(dirty && !saving.pending && !saving.done)

  const submit = async () => {
    if (!(await saving.submit())) return
    notifyDone(audience ? `“${name.trim()}” is saved` : `Audience “${name.trim()}” is made`)
    router.push(paths.audiences(slug))
  }
  const takeTheirs = (present: PresentAudience) => {
    setName(present.name)
    draft.take(present.filter)
    saving.meet(present.version)
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px]"
    >
      <div className="min-w-0 space-y-4">
        <Field label="Name" name="name" error={saving.errors.name} className="max-w-xl">
          <Input
            value={name}
            maxLength={200}
            autoComplete="off"
            autoCapitalize="sentences"
            spellCheck
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <TargetSteps slug={slug} connections={connections} draft={draft} strict={saving.tried} nobody={nobody} />
      </div>
      <SavePanel slug={slug} draft={draft} live={live} saving={saving} isNew={!audience} takeTheirs={takeTheirs} />
    </form>
  )
}

/** `crypto.randomUUID` is absent without HTTPS; these bytes are there always. */
const newEditor = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
