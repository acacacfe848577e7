"use client"

import { useId, useState } from "react"
import { askedBy, type Named, scriptWith } from "@/components/connections/wizard/script"
import { CodeBlock } from "@/components/ui/code-block"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { manifestOf } from "@/lib/connectors/manifests"

const nothing: Named = { settings: {}, keys: {} }

/** The script that grants the least, with names that whoever runs it fills in. Nothing that is typed here leaves the page. */
export function PlatformScript({ platform }: { platform: string }) {
  const manifest = manifestOf(platform)
  const methods = Object.entries(manifest.methods)
  const [method, setMethod] = useState(methods[0]?.[0] ?? "")
  const [typed, setTyped] = useState(nothing)
  const title = useId()
  const asked = askedBy(manifest, method)
  return (
    <>
      {asked.length > 0 && (
        <fieldset aria-labelledby={title} className="grid gap-3">
          <p id={title} className="text-muted-foreground">
            Enter your own names, and the script below holds them. They are not kept.
          </p>
          <div className="grid gap-3 sm:grid-cols-2">
            {methods.length > 1 && (
              <Field label="Method">
                <Select value={method} onChange={({ target }) => setMethod(target.value)}>
                  {methods.map(([id, { label }]) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            {asked.map(({ key, part, field }) => (
              <Field key={key} label={field.label}>
                <Input
                  value={typed[part][key] ?? ""}
                  placeholder={field.placeholder}
                  spellCheck={false}
                  autoComplete="off"
                  autoCapitalize="none"
                  onChange={({ target }) => setTyped((all) => ({ ...all, [part]: { ...all[part], [key]: target.value } }))}
                />
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      <CodeBlock
        code={scriptWith(manifest, method, typed)}
        label={
          !manifest.dials
            ? "Making a file"
            : manifest.capabilities.dialect
              ? `Least-privilege script for ${manifest.name}`
              : `The least rights at ${manifest.name}`
        }
        copyLabel="Copy script"
        wrap
      />
      {manifest.dials && <p className="text-muted-foreground text-xs">Words in {"{braces}"} are yours to fill in.</p>}
    </>
  )
}
