"use client"

import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { canBeKey } from "@/lib/jobs/model"
import { jobTypeOf, rhythms, type Setting } from "@/lib/jobs/states"
import type { JobForm } from "./use-job-form"
import { readRhythm, sayRhythm } from "./words"

/** The name, what this type of job asks, and how often it runs. */
export function SettingsStep({ form }: { form: JobForm }) {
  const { draft, change, wrong } = form
  const asked = draft.type ? Object.entries(jobTypeOf[draft.type].settings) : []
  return (
    <Card title="Settings">
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        <Field label="Name" name="name" error={wrong("name")}>
          <Input value={draft.name} maxLength={200} autoComplete="off" onChange={({ target }) => change({ name: target.value })} />
        </Field>
        <Field label="Runs" name="everyMinutes" error={wrong("everyMinutes")}>
          <Select
            value={String(draft.everyMinutes)}
            options={rhythms.map((every) => ({ value: String(every), label: sayRhythm(every) }))}
            onChange={({ target }) => change({ everyMinutes: readRhythm(target.value) })}
          />
        </Field>
        {asked.map(([name, setting]) => (
          <Field
            key={name}
            label={setting.label}
            name={name}
            mark={setting.optional && "Optional"}
            help={helpOf(setting, form)}
            error={[...wrong(`settings.${name}`), ...(name === "key" ? (form.failure?.fields.settings ?? []) : [])]}
          >
            <Answer name={name} setting={setting} form={form} />
          </Field>
        ))}
      </div>
    </Card>
  )
}

/** What can be chosen of the audience's table. */
const choices = ({ asks }: Setting, { columns }: JobForm) =>
  columns.filter((one) => (asks === "key column" ? canBeKey(one) : one.kind === "text"))

function helpOf(setting: Setting, form: JobForm) {
  const choosing = setting.asks === "key column" || setting.asks === "text column"
  if (choosing && form.audience && form.columns.length > 0 && choices(setting, form).length === 0)
    return "The table of this audience has no such column. Choose another audience."
  return setting.help
}

function Answer({ name, setting, form }: { name: string; setting: Setting; form: JobForm }) {
  const { settings, set, draft } = form
  const typed = draft.settings[name] ?? settings[name] ?? ""
  if (setting.asks === "key column" || setting.asks === "text column")
    return (
      <Select
        placeholder={form.audience ? "Choose a column" : "Choose an audience first"}
        value={String(settings[name] ?? "")}
        options={choices(setting, form).map((one) => ({ value: one.name, label: one.key ? `${one.name} (key)` : one.name }))}
        onChange={({ target }) => set(name, target.value)}
      />
    )
  if (setting.asks === "columns" || setting.asks === "list")
    return (
      <Input
        defaultValue={[typed].flat().join(", ")}
        autoComplete="off"
        placeholder={setting.asks === "columns" ? "All" : undefined}
        onChange={({ target }) => set(name, split(target.value))}
      />
    )
  return <Input value={String(typed)} autoComplete="off" onChange={({ target }) => set(name, target.value)} />
}

const split = (text: string) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
