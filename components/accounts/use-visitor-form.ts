"use client"

import { useActionState, useEffect, useRef } from "react"
import type { FormState } from "@/lib/doors/outside"

export type VisitorForm = (before: FormState, form: FormData) => Promise<FormState>

/** A form that is sent by the browser itself, so that it works before the page's script has come. What was typed comes back, secrets excepted. */
export function useVisitorForm(action: VisitorForm) {
  const [{ failure, typed }, send, pending] = useActionState(action, {})
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (!failure) return
    const wrong = Object.keys(failure.fields)
    const controls = [...(form.current?.querySelectorAll<HTMLElement>("[name]") ?? [])]
    const first =
      controls.find((control) => wrong.includes(control.getAttribute("name") ?? "")) ??
      controls.find((control) => control.getAttribute("type") === "password")
    first?.focus()
  }, [failure])

  return {
    props: { ref: form, action: send, noValidate: true, "aria-busy": pending || undefined },
    pending,
    failure,
    errorsOf: (name: string): readonly string[] | undefined => failure?.fields[name],
    typed: (name: string): string | undefined => typed?.[name],
  }
}
