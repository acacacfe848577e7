"use client"

import { type FormEvent, useEffect, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import type { Failure } from "@/lib/base/errors"
import type { Manifest } from "@/lib/connectors/connector"
import type { FolderFile } from "@/lib/files/model"
import { AdditionalSettings } from "./additional-settings"
import { Answers } from "./answers"
import { type Faults, faultsOf, type Typed } from "./draft"
import { PasteBox } from "./paste-box"
import { BeforeYouType, SourceSide } from "./source-side"

type Part = { settings?: Record<string, string>; keys?: Record<string, string> }
export type CredentialsStepProps = {
  slug: string
  manifest: Manifest
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
  onOther: (platform: string) => void
  onDone: () => void
}

/** Its name, where the source is and how it lets us in: the platform's own questions, and nobody else's. */
export function CredentialsStep(props: CredentialsStepProps) {
  const { slug, manifest, typed, refused, egress, keep, onMethod, onText, onAnswers, onOther, onDone } = props
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const found: Faults = tried ? faultsOf(manifest, typed) : {}
  const faults: Faults = { ...refused?.fields, ...found }
  const methods = Object.entries(manifest.methods)
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
        {refused && <FormErrors failure={refused} labels={labelsOf(manifest, typed.method)} />}
        <BeforeYouType manifest={manifest} />
        <Field label="Name" name="name" help="A descriptive name, so that people know what they pick." error={faults.name}>
          <Input
            value={typed.name}
            placeholder="Consumer warehouse"
            autoComplete="off"
            autoCapitalize="sentences"
            onChange={({ target }) => onText({ name: target.value })}
          />
        </Field>
        {manifest.dials && (
          <PasteBox
            platform={manifest.id}
            onFound={(platform, part) => {
              onAnswers(platform, part)
              const fits = Object.keys(part.keys).every((key) => Object.hasOwn(keyFields, key))
              if (platform === manifest.id && !fits) onMethod(part.method)
              if (platform !== manifest.id) onOther(platform)
            }}
          />
        )}
        <Answers {...props} group="settings" fields={required(manifest.settings)} answers={typed.settings} faults={faults} />
        {methods.length > 1 && (
          <RadioGroup legend="Method" name="method" value={typed.method} onValueChange={onMethod} error={faults.method}>
            {methods.map(([id, { label, help }]) => (
              <RadioOption key={id} value={id} label={label} help={help} />
            ))}
          </RadioGroup>
        )}
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

const labelsOf = (manifest: Manifest, method: string) => ({
  name: "Name",
  ...Object.fromEntries(Object.entries(manifest.settings).map(([key, { label }]) => [`settings.${key}`, label])),
  ...Object.fromEntries(Object.entries(manifest.methods[method]?.fields ?? {}).map(([key, { label }]) => [`keys.${key}`, label])),
})
