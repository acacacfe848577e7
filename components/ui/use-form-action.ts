"use client"

import { type FormEvent, useEffect, useRef, useState } from "react"
import type { Failure } from "@/lib/base/errors"
import { type Action, useAction } from "./use-action"
import { useLeaveWarning } from "./use-leave-warning"

type Options<I, T> = {
  action: Action<I, T>
  /** Makes the verb's input from what was typed. The key lets the server know a repeated press. */
  read: (typed: FormData, idempotencyKey: string) => I
  onDone?: (value: T) => void
  /** Warns before typed things are lost. On unless said otherwise. */
  guard?: boolean
}

/** A form says one verb. What was typed stays typed until the server has taken it. */
export function useFormAction<I, T>({ action, read, onDone, guard = true }: Options<I, T>) {
  const form = useRef<HTMLFormElement>(null)
  const [dirty, setDirty] = useState(false)
  const [idempotencyKey, setKey] = useState(newKey)
  const { run, pending, failure, forget } = useAction(action)
  useLeaveWarning(guard && dirty && !pending)

  useEffect(() => {
    if (failure) focusFirst(form.current, failure)
  }, [failure])

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // An event bubbles through React portals: a form in a dialog must not send the form around it.
    event.stopPropagation()
    const result = await run(read(new FormData(event.currentTarget), idempotencyKey))
    if (!result?.ok) return
    setDirty(false)
    setKey(newKey())
    onDone?.(result.value)
  }

  return {
    /** Spread onto the form. */
    props: { ref: form, onSubmit, onInput: () => setDirty(true), noValidate: true, "aria-busy": pending || undefined },
    pending,
    dirty,
    failure,
    errorsOf: (name: string): readonly string[] | undefined => failure?.fields[name],
    /** For changes that no input event tells of. */
    touch: () => setDirty(true),
    /** Takes the last refusal off the screen. */
    forget,
    reset: () => {
      form.current?.reset()
      setDirty(false)
      forget()
    },
  }
}

function focusFirst(form: HTMLFormElement | null, { fields }: Failure) {
  const controls = [...(form?.querySelectorAll<HTMLElement>("[name]") ?? [])]
  const first =
    controls.find((control) => (control.getAttribute("name") ?? "") in fields) ?? form?.querySelector<HTMLElement>('[aria-invalid="true"]')
  first?.focus()
}

/** `crypto.randomUUID` is absent without HTTPS; these bytes are there always. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
