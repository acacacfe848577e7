"use client"

import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { useFormAction } from "@/components/ui/use-form-action"
import type { RequestAction } from "./request-button"

/** Keeps the name of a platform that somebody misses. */
export function RequestForm({ initial, request }: { initial: string; request: RequestAction }) {
  const { props, pending, failure, errorsOf, reset } = useFormAction({
    action: request,
    read: (typed) => ({ platform: String(typed.get("platform") ?? "") }),
    guard: false,
    onDone: () => {
      notifyDone("Your request is kept.")
      reset()
    },
  })
  const errors = errorsOf("platform")
  return (
    <form {...props} className="grid max-w-md gap-2">
      {!errors && <FormErrors failure={failure} />}
      <Field label="Which platform do you miss?" name="platform" error={errors}>
        <div className="flex gap-2">
          <Input defaultValue={initial} autoComplete="off" />
          <Button type="submit" pending={pending}>
            Request a platform
          </Button>
        </div>
      </Field>
    </form>
  )
}
