"use client"

import { useState } from "react"
import { Field } from "@/components/ui/field"
import { announce } from "@/components/ui/live-region"
import { StatusIcon } from "@/components/ui/status-icon"
import { Textarea } from "@/components/ui/textarea"
import { manifestOf } from "@/lib/connectors/manifests"
import { readPaste } from "@/lib/connectors/paste"

type Found = { platform: string; method: string; settings: Record<string, string>; keys: Record<string, string> }
type PasteBoxProps = {
  platform: string
  onFound: (platform: string, found: Found) => void
}

/** A connection string is taken apart here in the browser; it is never sent whole, and does not stay in the box. */
export function PasteBox({ platform, onFound }: PasteBoxProps) {
  const [text, setText] = useState("")
  const [filled, setFilled] = useState<{ sentence: string; notes: string[] }>()
  const [instead, setInstead] = useState<string>()

  const { label, help, placeholder } = manifestOf(platform).paste ?? ofDatabases(platform)

  const look = (pasted: string, settled: boolean) => {
    setText(pasted)
    setFilled(undefined)
    const found = readPaste(pasted, platform)
    if (!found || found.platform === undefined)
      return setInstead(found?.instead ?? (settled && pasted.trim() ? unknown(placeholder) : undefined))
    const sentence = sentenceOf(platform, found)
    setInstead(undefined)
    setText("")
    setFilled({ sentence, notes: found.notes })
    announce(sentence)
    onFound(found.platform, found)
  }
  return (
    <div className="rounded-lg border border-border border-dashed p-3">
      <Field
        label={label}
        mark="Optional"
        help={`${help} The fields fill themselves; the text is read in your browser and is not sent.`}
        error={instead}
      >
        <Textarea
          rows={2}
          value={text}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          className="font-mono text-xs"
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text")
            if (text || !pasted) return
            event.preventDefault()
            look(pasted, true)
          }}
          onChange={({ target }) => {
            setText(target.value)
            setInstead(undefined)
          }}
          onBlur={() => text.trim() && look(text, true)}
        />
      </Field>
      {filled && (
        <div className="mt-2 text-xs">
          <p className="flex items-center gap-1.5 text-ok">
            <StatusIcon name="check" />
            {filled.sentence}
          </p>
          {filled.notes.map((note) => (
            <p key={note} className="mt-1 text-muted-foreground">
              {note}
            </p>
          ))}
        </div>
      )}
    </div>
  )
}

const ofDatabases = (platform: string) => ({
  label: "Paste a connection string",
  help: "A URL, key=value lines, or a client's command.",
  placeholder: platform === "mysql" ? "mysql://user:password@host:3306/database" : "postgres://user:password@host:5432/database",
})

const unknown = (placeholder: string) =>
  `This is nothing that Patchbay knows. Paste something like ${placeholder.split("\n")[0]}, or fill in the fields.`

function sentenceOf(platform: string, found: Found) {
  const { name, settings, methods } = manifestOf(found.platform)
  const labels = [
    ...Object.keys(found.settings).map((key) => settings[key]?.label),
    ...Object.keys(found.keys).map((key) => methods[found.method]?.fields[key]?.label),
  ].filter((label) => label !== undefined)
  const all = labels.length > 1 ? `${labels.slice(0, -1).join(", ")} and ${labels.at(-1)}` : (labels[0] ?? "")
  return `${found.platform === platform ? "" : `This is for ${name}, whose form is now open. `}Filled in: ${all}.`
}
