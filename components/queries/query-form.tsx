"use client"

import { useRouter } from "next/navigation"
import type { ReactNode } from "react"
import { TargetSteps } from "@/components/pickers/target-steps"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { Select } from "@/components/ui/select"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import type { Destination } from "@/lib/organizations/model"
import { ColumnStep } from "./column-step"
import { SavePanel } from "./save-panel"
import type { QueryForm as Form } from "./use-query-form"

type QueryFormProps = {
  slug: string
  connections: readonly UsableConnection[]
  /** Those that the subscription covers. */
  destinations: readonly Destination[]
  form: Form
  isNew: boolean
  nobody: ReactNode
  otherwise?: ReactNode
  onLeaveField?: () => void
  onSaved?: () => void
}

/** What a query is called, where it goes, and which columns and rows of which table it fetches. */
export function QueryForm({ slug, connections, destinations, form, isNew, nobody, otherwise, onLeaveField, onSaved }: QueryFormProps) {
  const router = useRouter()
  const submit = async () => {
    const id = await form.submit()
    if (!id) return
    onSaved?.()
    notifyDone(isNew ? `Query “${form.name.trim()}” is made` : `“${form.name.trim()}” is saved`)
    router.push(paths.query(slug, id))
  }
  return (
    <form
      noValidate
      onBlur={onLeaveField}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px]"
    >
      <div className="min-w-0 space-y-4">
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          <Field label="Name" name="name" error={form.errors.name}>
            <Input value={form.name} maxLength={200} autoComplete="off" spellCheck onChange={({ target }) => form.setName(target.value)} />
          </Field>
          <Field label="Destination" name="destination" error={form.errors.destination}>
            <Select
              placeholder="Choose a destination"
              value={form.destination ?? ""}
              options={destinations.map((value) => ({ value, label: value }))}
              onChange={({ target }) => form.setDestination(destinations.find((one) => one === target.value))}
            />
          </Field>
        </div>
        <TargetSteps slug={slug} connections={connections} draft={form.draft} strict={form.tried} nobody={nobody} otherwise={otherwise}>
          <ColumnStep
            columns={form.draft.table?.columns ?? []}
            chosen={form.columns}
            onChoose={form.setColumns}
            error={form.errors.columns}
          />
        </TargetSteps>
      </div>
      <SavePanel slug={slug} form={form} isNew={isNew} />
    </form>
  )
}
