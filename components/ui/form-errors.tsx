"use client"

import type { Failure } from "@/lib/base/errors"
import { Banner } from "./banner"

type FormErrorsProps = {
  failure?: Failure
  /** Field names in the person's words. Those without one are listed by their message alone. */
  labels?: Record<string, string>
}

const focusField = (name: string) => document.querySelector<HTMLElement>(`form [name="${CSS.escape(name)}"]`)?.focus()

/** What the server said of the whole form; with more than three fields wrong, also which. */
export function FormErrors({ failure, labels = {} }: FormErrorsProps) {
  if (!failure) return null
  const { form, ...fields } = failure.fields
  const wrong = Object.entries(fields)
  return (
    <Banner tone="bad" live title={failure.message} reference={failure.reference}>
      {form?.map((message) => (
        <p key={message}>{message}</p>
      ))}
      {wrong.length > 3 && (
        <ul className="mt-1 list-disc space-y-0.5 pl-4">
          {wrong.map(([name, messages]) => (
            <li key={name}>
              <button type="button" onClick={() => focusField(name)} className="min-h-6 rounded-sm text-left underline underline-offset-2">
                {labels[name] ? `${labels[name]}: ${messages.join(" ")}` : messages.join(" ")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
