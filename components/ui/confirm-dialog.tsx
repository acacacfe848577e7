"use client"

import { AlertDialog as Radix } from "radix-ui"
import { type ReactNode, useId, useState } from "react"
import type { Result } from "@/lib/base/errors"
import { Banner } from "./banner"
import { Button } from "./button"
import { cn } from "./cn"
import { DialogFooter, overlayClasses } from "./dialog"
import { Input } from "./input"
import { notifyDone } from "./notify"
import { useAction } from "./use-action"
import { useFocusBack } from "./use-focus-back"

type ConfirmDialogProps<I, T> = {
  /** What opens it; absent when `open` is held outside, e.g. by a menu item. */
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** A question that names the object: "Delete “Consumer warehouse”?" */
  title: string
  /** What follows from it, in a sentence. */
  consequence: ReactNode
  /** The verb again: "Delete connection". */
  label: string
  cancelLabel?: string
  danger?: boolean
  /** Must be typed before the act may be done: for what cannot be undone. */
  typeName?: string
  action: (input: I) => Promise<Result<T>>
  input: I
  done?: string
  onDone?: (value: T) => void
  children?: ReactNode
}

export function ConfirmDialog<I, T>(props: ConfirmDialogProps<I, T>) {
  const {
    trigger,
    title,
    consequence,
    label,
    cancelLabel = "Cancel",
    danger = true,
    typeName,
    action,
    input,
    done,
    onDone,
    children,
  } = props
  const [own, setOwn] = useState(false)
  const [typed, setTyped] = useState("")
  const id = useId()
  const back = useFocusBack()
  const { run, pending, failure, forget } = useAction(action)
  const open = props.open ?? own
  const setOpen = (next: boolean) => {
    if (pending && !next) return
    setTyped("")
    forget()
    setOwn(next)
    props.onOpenChange?.(next)
  }
  const refusal = typeName !== undefined && typed.trim() !== typeName
  const confirm = async () => {
    const result = await run(input)
    if (!result?.ok) return
    setTyped("")
    setOwn(false)
    props.onOpenChange?.(false)
    if (done) notifyDone(done)
    onDone?.(result.value)
  }

  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={cn(overlayClasses, "grid justify-items-center overflow-y-auto px-4 py-[12vh]")}>
          <Radix.Content
            {...back}
            data-slot="confirm-dialog"
            className="h-fit w-full max-w-md animate-float rounded-lg border border-border bg-popover shadow-float outline-none"
          >
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (!refusal) void confirm()
              }}
            >
              <div className="space-y-3 px-5 pt-4 pb-5">
                <Radix.Title className="font-semibold text-base [overflow-wrap:anywhere]">{title}</Radix.Title>
                <Radix.Description asChild>
                  <div className="text-muted-foreground">{consequence}</div>
                </Radix.Description>
                {children}
                {typeName !== undefined && (
                  <div className="space-y-1.5">
                    <label htmlFor={id} className="block">
                      Type <strong className="select-all font-mono font-semibold text-xs [overflow-wrap:anywhere]">{typeName}</strong> to
                      confirm
                    </label>
                    <Input id={id} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
                  </div>
                )}
                {failure && <Banner tone="bad" live title={failure.message} reference={failure.reference} />}
              </div>
              <DialogFooter>
                <Radix.Cancel asChild>
                  <Button>{cancelLabel}</Button>
                </Radix.Cancel>
                <Button type="submit" variant={danger ? "danger" : "primary"} pending={pending} aria-disabled={refusal}>
                  {label}
                </Button>
              </DialogFooter>
            </form>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}
