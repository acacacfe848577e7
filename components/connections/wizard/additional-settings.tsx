"use client"

import { ChevronRight } from "lucide-react"
import { Answers } from "./answers"
import type { CredentialsStepProps } from "./credentials-step"
import type { Faults } from "./draft"

/** What may be left empty. Open when something in it is filled or wrong. */
export function AdditionalSettings(props: CredentialsStepProps & { faults: Faults }) {
  const { manifest, typed, faults } = props
  const fields = Object.fromEntries(Object.entries(manifest.settings).filter(([, { optional }]) => optional))
  if (Object.keys(fields).length === 0) return null
  const filled = Object.keys(fields).some((key) => typed.settings[key])
  const wrong = Object.keys(fields).some((key) => faults[`settings.${key}`])
  return (
    <details open={filled || wrong || undefined} className="group rounded-lg border border-border bg-card">
      <summary className="flex min-h-10 items-center gap-2 px-3 font-medium max-md:min-h-11">
        <ChevronRight aria-hidden="true" className="size-4 text-muted-foreground group-open:rotate-90" />
        Additional settings <span className="font-normal text-muted-foreground text-xs">Optional</span>
      </summary>
      <div className="grid gap-5 border-border border-t px-3 pt-4 pb-4">
        <Answers {...props} group="settings" fields={fields} answers={typed.settings} faults={faults} />
      </div>
    </details>
  )
}
