"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { FilterEditor } from "@/components/filters/filter-editor"
import { ConnectionStep } from "@/components/pickers/connection-step"
import { TableStep } from "@/components/pickers/table-step"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { useLeaveWarning } from "@/components/ui/use-leave-warning"
import type { AudienceDetail, PresentAudience } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import { SavePanel } from "./save-panel"
import { useAudienceDraft } from "./use-audience-draft"
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
  const [choosing, setChoosing] = useState<"connection" | "table">()
  const draft = useAudienceDraft({ audience, connections, first })
  const live = useLiveCount(slug, editor, draft.target)
  const dirty = draft.touched || name !== (audience?.name ?? "")
  const saving = useSave({ save, audience, name, draft, live })
  useLeaveWarning(dirty && !saving.pending && !saving.done)
  const box = useRef<HTMLFormElement>(null)
  const stand = useStand(box)
  const choose = (what: typeof choosing, step: string) => {
    setChoosing(what)
    stand(step)
  }

  const submit = async () => {
    if (!(await saving.submit())) return
    notifyDone(audience ? `“${name.trim()}” is saved` : `Audience “${name.trim()}” is made`)
    router.push(paths.audiences(slug))
  }
  const takeTheirs = (present: PresentAudience) => {
    setName(present.name)
    draft.take(present)
    saving.meet(present.version)
  }

  return (
    <form
      ref={box}
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
        <ConnectionStep
          connections={connections}
          chosen={draft.connection}
          choosing={choosing === "connection"}
          nobody={nobody}
          onOpen={(open) => choose(open ? "connection" : undefined, "connection")}
          onChoose={(connection) => {
            if (connection.id !== draft.connection?.id) draft.chooseConnection(connection)
            choose(undefined, "table")
          }}
        />
        {draft.connection && choosing !== "connection" && (
          <TableStep
            key={draft.connection.id}
            slug={slug}
            connectionId={draft.connection.id}
            chosen={draft.table}
            choosing={choosing === "table"}
            onOpen={(open) => choose(open ? "table" : undefined, "table")}
            onChoose={(table) => {
              if (table.schema !== draft.table?.schema || table.name !== draft.table.name) draft.chooseTable(table)
              choose(undefined, "conditions")
            }}
          />
        )}
        {draft.table && !choosing && (
          <div data-step="conditions">
            <FilterEditor
              columns={draft.table.columns}
              root={draft.root}
              strict={saving.tried}
              change={draft.changeFilter}
              undo={draft.undo}
              redo={draft.redo}
            />
          </div>
        )}
      </div>
      <SavePanel slug={slug} draft={draft} live={live} saving={saving} isNew={!audience} takeTheirs={takeTheirs} />
    </form>
  )
}

/** Moves the keyboard into a step once it has been drawn: what was pressed is gone by then. */
function useStand(box: React.RefObject<HTMLElement | null>) {
  const [wanted, setWanted] = useState<{ step: string }>()
  useEffect(() => {
    if (!wanted) return
    const step = box.current?.querySelector<HTMLElement>(`[data-step="${wanted.step}"]`)
    const control = step?.matches("button")
      ? step
      : step?.querySelector<HTMLElement>('[data-slot="search-input"] input, [data-control="choice"], [data-control="add"]')
    control?.focus()
  }, [wanted, box])
  return (step: string) => setWanted({ step })
}

/** `crypto.randomUUID` is absent without HTTPS; these bytes are there always. */
const newEditor = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
