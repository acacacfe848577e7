"use client"

import { useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Progress } from "@/components/ui/progress"
import { Select } from "@/components/ui/select"
import { StatusIcon } from "@/components/ui/status-icon"
import type { Field as FieldOf } from "@/lib/connectors/fields"
import type { FolderFile } from "@/lib/files/model"
import { type Upload, upload } from "./upload"

type FileAnswerProps = {
  slug: string
  name: string
  field: FieldOf
  value: string
  fileName?: string
  error?: readonly string[]
  folder: readonly FolderFile[]
  onValue: (value: string, fileName?: string) => void
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`

/** A file of one's own, uploaded with its progress, or one that the operator has laid out. */
export function FileAnswer({ slug, name, field: { label, help }, value, fileName, error, folder, onValue }: FileAnswerProps) {
  const chooser = useRef<HTMLInputElement>(null)
  const [flight, setFlight] = useState<Upload & { name: string }>()
  const [sent, setSent] = useState<{ done: number; of: number }>()
  const [fault, setFault] = useState<string>()

  const send = async (file: File) => {
    setFault(undefined)
    setSent({ done: 0, of: file.size })
    const going = upload(slug, file, (done, of) => setSent({ done, of }))
    setFlight({ ...going, name: file.name })
    const result = await going.answer
    setFlight(undefined)
    setSent(undefined)
    if (result?.ok) onValue(`upload:${result.value.id}`, result.value.name)
    else if (result) setFault(result.error.fields.file?.[0] ?? result.error.message)
  }
  const chosen = value.startsWith("folder:") ? value.slice(7) : value ? (fileName ?? "Uploaded file") : undefined
  return (
    <Field label={label} name={name} help={help} error={fault ?? error}>
      <div className="grid gap-3 rounded-lg border border-input border-dashed p-3">
        <input
          ref={chooser}
          type="file"
          accept=".duckdb,.db,.ddb"
          aria-label={`Upload: ${label}`}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) void send(file)
            target.value = ""
          }}
        />
        {flight && sent ? (
          <div className="flex flex-wrap items-center gap-3">
            <Progress
              text={`${megabytes(sent.done)} of ${megabytes(sent.of)}`}
              label={`Uploading ${flight.name}`}
              value={sent.done}
              max={sent.of}
              className="max-w-none flex-1"
            />
            <Button size="small" onClick={flight.stop}>
              Cancel upload
            </Button>
          </div>
        ) : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Button aria-invalid={Boolean(fault ?? error) || undefined} onClick={() => chooser.current?.click()}>
              {chosen ? "Upload another file" : "Upload a file"}
            </Button>
            {chosen ? (
              <span className="inline-flex min-w-0 items-center gap-1.5">
                <StatusIcon name="check" className="text-ok" />
                <bdi className="truncate font-mono text-xs">{chosen}</bdi>
              </span>
            ) : (
              <span className="text-muted-foreground text-xs">A DuckDB database file</span>
            )}
          </div>
        )}
        {folder.length > 0 && (
          <Select
            aria-label="Or choose from the operator's folder"
            value={value.startsWith("folder:") ? value : ""}
            placeholder="Or choose from the operator's folder"
            options={folder.map((file) => ({ value: `folder:${file.name}`, label: `${file.name} (${megabytes(file.bytes)})` }))}
            onChange={({ target }) => onValue(target.value)}
          />
        )}
      </div>
    </Field>
  )
}
