"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useEffect, useState } from "react"
import { Button, type ButtonProps } from "@/components/ui/button"
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog"
import { FormErrors } from "@/components/ui/form-errors"
import { notifyDone } from "@/components/ui/notify"
import { useFormAction } from "@/components/ui/use-form-action"
import type { Failure, Result } from "@/lib/base/errors"
import { useSignInAgain } from "./sign-in-again"

type ErrorsOf = (name: string) => readonly string[] | undefined
type FormDialogProps<I, T> = {
  title: ReactNode
  description?: ReactNode
  /** The button that opens it; absent when `open` is held outside, e.g. by a menu item. */
  trigger?: Pick<ButtonProps, "children" | "variant">
  open?: boolean
  onOpenChange?: (open: boolean) => void
  label: string
  action: (input: I, key?: string) => Promise<Result<T>>
  read: (typed: FormData) => I
  done?: string
  onDone?: (value: T) => void
  /** Left open when the answer has something to show. */
  stays?: boolean
  labels?: Record<string, string>
  children: (form: { errorsOf: ErrorsOf; failure: Failure | undefined }) => ReactNode
}

/** One verb in a window: fields, what the server said, and the buttons. */
export function FormDialog<I, T>({ trigger, title, description, children, ...props }: FormDialogProps<I, T>) {
  const [own, setOwn] = useState(false)
  const open = props.open ?? own
  const setOpen = (next: boolean) => {
    setOwn(next)
    props.onOpenChange?.(next)
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      {trigger && (
        <DialogTrigger asChild>
          <Button {...trigger} />
        </DialogTrigger>
      )}
      <DialogContent title={title} description={description}>
        <Form {...props} close={() => setOpen(false)}>
          {children}
        </Form>
      </DialogContent>
    </Dialog>
  )
}

type FormProps<I, T> = Omit<FormDialogProps<I, T>, "trigger" | "title" | "description" | "open" | "onOpenChange"> & { close: () => void }

// A component of its own: closing the window forgets what was typed.
function Form<I, T>({ action, read, done, onDone, stays, label, labels, close, children }: FormProps<I, T>) {
  const router = useRouter()
  const form = useFormAction({
    action: ({ input, key }: { input: I; key: string }) => action(input, key),
    read: (typed, key) => ({ input: read(typed), key }),
    onDone: (value: T) => {
      if (!stays) close()
      if (done) notifyDone(done)
      onDone?.(value)
    },
  })
  const { failure } = form
  useSignInAgain(failure, () => form.props.ref.current?.requestSubmit())
  useEffect(() => {
    // Somebody else was quicker: show what is true now behind what was typed.
    if (failure?.code === "conflict") router.refresh()
  }, [failure, router])
  return (
    <form {...form.props} method="post" className="-mx-5 -mb-5">
      <div className="grid gap-4 px-5 pb-5">
        {failure && failure.code !== "unauthenticated" && <FormErrors failure={failure} labels={labels} />}
        {children({ errorsOf: form.errorsOf, failure })}
      </div>
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          {label}
        </Button>
      </DialogFooter>
    </form>
  )
}
