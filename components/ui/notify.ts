"use client"

import { toast } from "sonner"
import type { Failure, Result } from "@/lib/base/errors"

type Undo = { label?: string; act: () => Promise<Result<unknown>>; done?: string }

/** A thing was done. If it can be undone, the way back is in the toast. */
export function notifyDone(message: string, undo?: Undo) {
  const back = async () => {
    const result = await undo?.act()
    if (result && !result.ok) notifyFailure(result.error)
    else toast.success(undo?.done ?? "Undone")
  }
  toast.success(message, undo && { action: { label: undo.label ?? "Undo", onClick: () => void back() } })
}

export function notifyFailure({ message, reference }: Failure) {
  toast.error(message, reference ? { description: `Reference ${reference}` } : undefined)
}
