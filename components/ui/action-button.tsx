"use client"

import type { ReactNode } from "react"
import type { Result } from "@/lib/base/errors"
import { Button, type ButtonProps } from "./button"
import { notifyDone, notifyFailure } from "./notify"
import { tip } from "./tip"
import { useAction } from "./use-action"

type ActionButtonProps<I, T> = Pick<ButtonProps, "variant" | "size" | "className"> & {
  label: string
  /** Said to a screen reader when the label alone does not tell which object: "Validate Consumer warehouse". */
  name?: string
  icon?: ReactNode
  action: (input: I) => Promise<Result<T>>
  input: I
  /** Why it cannot be done now. The button stays focusable and says so. */
  refusal?: string
  /** Said when it is done. */
  done?: string
  undo?: { label?: string; done?: string; act: () => Promise<Result<unknown>> }
  onDone?: (value: T) => void
}

/** One press, one verb: a refusal is a toast with its reason, what can be undone carries its Undo. */
export function ActionButton<I, T>({ label, name, icon, action, input, refusal, done, undo, onDone, ...look }: ActionButtonProps<I, T>) {
  const { run, pending } = useAction(action)
  const press = async () => {
    const result = await run(input)
    if (!result) return
    if (!result.ok) return notifyFailure(result.error)
    if (done || undo) notifyDone(done ?? label, undo)
    onDone?.(result.value)
  }
  return (
    <Button {...look} {...(refusal && tip(refusal))} aria-label={name} pending={pending} aria-disabled={Boolean(refusal)} onClick={press}>
      {!pending && icon}
      {label}
    </Button>
  )
}
