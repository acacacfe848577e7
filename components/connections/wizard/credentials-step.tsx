"use client"

import { type FormEvent, useEffect, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import type { Failure } from "@/lib/base/errors"
import type { Manifest } from "@/lib/connectors/connector"
import type { FolderFile } from "@/lib/files/model"
import { AdditionalSettings } from "./additional-settings"
import { Answers } from "./answers"
import { type Faults, faultsOf, type Typed } from "./draft"
import type { Entrance } from "./entrance"
import { PasteBox } from "./paste-box"
import { BeforeYouType, SourceSide } from "./source-side"

type Part = { settings?: Record<string, string>; keys?: Record<string, string> }
export type CredentialsStepProps = {
  slug: string
  manifest: Manifest
  words: Pick<Entrance, "name" | "unnamed" | "thing">
  typed: Typed
  /** What the server said when it was sent. */
  refused?: Failure
  egress: readonly string[]
  folder: readonly FolderFile[]
  files: Record<string, string>
  keep: () => void
  onFile: (value: string, name: string) => void
  onMethod: (method: string) => void
  onText: (part: { name?: string; description?: string }) => void
  onAnswers: (platform: string, part: Part) => void
  /** What was pasted belongs to another platform, whose form is then opened. */
  onOther: (platform: string, method: string) => void
  onDone: () => void
}

/** Its name, where the source is and how it lets us in: the platform's own questions, and nobody else's. */
export function CredentialsStep(props: CredentialsStepProps) {
  const { slug, manifest, words, typed, refused, egress, keep, onMethod, onText, onAnswers, onOther, onDone } = props
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const found: Faults = tried ? said(faultsOf(manifest, typed), typed, words) : {}
  const faults: Faults = { ...refused?.fields, ...found }
  const keyFields = manifest.methods[typed.method]?.fields ?? {}

  useEffect(() => {
    if (refused) focusFirst(form.current)
  }, [refused])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faultsOf(manifest, typed)).length === 0) return onDone()
    // After the errors are drawn.
    requestAnimationFrame(() => focusFirst(form.current))
  }
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
      <form ref={form} onSubmit={submit} onBlur={keep} noValidate method="post" className="grid max-w-2xl gap-5">
        {refused && <FormErrors failure={refused} labels={labelsOf(manifest, typed.method, words.name)} />}
        <BeforeYouType manifest={manifest} />
        <Field
          label={words.name}
          name="name"
          help={`A descriptive ${words.name.toLowerCase()}, so that people know what they pick.`}
          error={faults.name}
        >
          <Input
            value={typed.name}
            placeholder="Consumer warehouse"
            autoComplete="off"
            autoCapitalize="sentences"
            onChange={({ target }) => onText({ name: target.value })}
          />
        </Field>
        <Field
          label="Description"
          name="description"
          mark="Optional"
          help="What it holds and whom to ask about it."
          error={faults.description}
        >
          <Textarea
            rows={2}
            value={typed.description}
            spellCheck
            autoCapitalize="sentences"
            onChange={({ target }) => onText({ description: target.value })}
          />
        </Field>
        {manifest.dials && (manifest.capabilities.dialect || manifest.paste) && (
          <PasteBox
            platform={manifest.id}
            onFound={(platform, part) => {
              onAnswers(platform, part)
              const fits = Object.keys(part.keys).every((key) => Object.hasOwn(keyFields, key))
              if (platform === manifest.id && !fits) onMethod(part.method)
              if (platform !== manifest.id) onOther(platform, part.method)
            }}
          />
        )}
        <Answers {...props} group="settings" fields={required(manifest.settings)} answers={typed.settings} faults={faults} />
        <Answers {...props} group="settings" fields={ofMethod(manifest.settings, typed.method)} answers={typed.settings} faults={faults} />
        <Answers {...props} group="keys" fields={keyFields} answers={typed.keys} faults={faults} />
        <AdditionalSettings {...props} faults={faults} />
        <div className="flex flex-wrap items-center gap-3 border-border border-t pt-4">
          <Button type="submit" variant="primary">
            Choose access
          </Button>
          <p className="text-muted-foreground text-xs">Nothing is saved or dialled yet.</p>
        </div>
      </form>
      <SourceSide slug={slug} manifest={manifest} method={typed.method} settings={typed.settings} keys={typed.keys} egress={egress} />
    </div>
  )
}

const required = (fields: Manifest["settings"]) =>
  Object.fromEntries(Object.entries(fields).filter(([, { optional, only }]) => !optional && only === undefined))
const ofMethod = (fields: Manifest["settings"], method: string) =>
  Object.fromEntries(Object.entries(fields).filter(([, { only }]) => only === method))

const focusFirst = (form: HTMLFormElement | null) => {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]:not(fieldset)')
  const closed = first?.closest("details")
  if (closed) closed.open = true
  first?.focus()
}

/** An empty name is asked for in the words of the page. */
const said = (faults: Faults, { name }: Typed, { unnamed }: { unnamed: string }): Faults =>
  faults.name && name.trim() === "" ? { ...faults, name: [unnamed] } : faults

const labelsOf = (manifest: Manifest, method: string, name: string) => ({
  name,
  ...Object.fromEntries(Object.entries(manifest.settings).map(([key, { label }]) => [`settings.${key}`, label])),
  ...Object.fromEntries(Object.entries(manifest.methods[method]?.fields ?? {}).map(([key, { label }]) => [`keys.${key}`, label])),
})
