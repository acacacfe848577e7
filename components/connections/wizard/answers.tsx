"use client"

import { Question } from "@/components/connections/question"
import { cn } from "@/components/ui/cn"
import type { Manifest } from "@/lib/connectors/connector"
import type { Fields } from "@/lib/connectors/fields"
import type { FolderFile } from "@/lib/files/model"
import type { Faults } from "./draft"
import { FileAnswer } from "./file-answer"

type AnswersProps = {
  slug: string
  manifest: Manifest
  group: "settings" | "keys"
  fields: Fields
  answers: Record<string, string>
  faults: Faults
  folder: readonly FolderFile[]
  files: Record<string, string>
  onFile: (value: string, name: string) => void
  onAnswers: (platform: string, part: { settings?: Record<string, string>; keys?: Record<string, string> }) => void
}

/** The platform's questions of one kind, as its manifest asks them. */
export function Answers({ slug, manifest, group, fields, answers, faults, folder, files, onFile, onAnswers }: AnswersProps) {
  const entries = Object.entries(fields)
  if (entries.length === 0) return null
  return (
    <div className="grid gap-x-4 gap-y-5 md:grid-cols-6">
      {entries.map(([key, field]) => {
        const name = `${group}.${key}`
        const shared = { name, field, error: faults[name], value: answers[key] ?? field.initial ?? "" }
        const answer = (value: string) => onAnswers(manifest.id, { [group]: { [key]: value } })
        return (
          <div key={key} className={cn("min-w-0", spans[key] ?? "md:col-span-6")}>
            {field.input === "file" ? (
              <FileAnswer
                {...shared}
                slug={slug}
                folder={folder}
                fileName={files[shared.value]}
                onValue={(value, fileName) => {
                  answer(value)
                  if (fileName) onFile(value, fileName)
                }}
              />
            ) : (
              <Question {...shared} onValue={answer} />
            )}
          </div>
        )
      })}
    </div>
  )
}

/** What people read as one line stands on one line. */
const spans: Record<string, string> = { host: "md:col-span-4", port: "md:col-span-2", user: "md:col-span-3", password: "md:col-span-3" }
