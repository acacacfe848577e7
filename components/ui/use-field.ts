"use client"

import { createContext, use } from "react"

type FieldControl = { id: string; name?: string; describedBy?: string; invalid: boolean }

export const FieldContext = createContext<FieldControl | null>(null)

type Given = { id?: string; name?: string; "aria-describedby"?: string; "aria-invalid"?: unknown }

/** What a control takes from the Field around it: its id, its name, its help and its error. */
export function useFieldProps<P extends Given>(props: P) {
  const field = use(FieldContext)
  if (!field) return props
  return {
    ...props,
    id: props.id ?? field.id,
    name: props.name ?? field.name,
    "aria-describedby": [props["aria-describedby"], field.describedBy].filter(Boolean).join(" ") || undefined,
    "aria-invalid": field.invalid || undefined,
  }
}
