"use client"

import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { FormErrors } from "@/components/ui/form-errors"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { Textarea } from "@/components/ui/textarea"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"

export type EditAction = Action<{ connectionId: ConnectionId; name: string; description: string; version: number }, unknown>
type Props = {
  connection: Pick<ConnectionDetail, "id" | "name" | "description" | "version">
  actions: { edit: EditAction }
  onClose: () => void
  /** The page's own words: the same row has other labels on the security side. */
  words?: { title: string; lead: string; name: string; note?: ReactNode }
}

const usual: NonNullable<Props["words"]> = {
  title: "Edit connection",
  lead: "Only the name and the description can be changed.",
  name: "Name",
}

/** Name and description; configuration never changes. */
export function EditDialog({ connection: { id, name, description, version }, actions, onClose, words = usual }: Props) {
  const form = useFormAction({
    action: actions.edit,
    read: (typed) => ({ connectionId: id, name: String(typed.get("name")), description: String(typed.get("description")), version }),
    onDone: () => {
      notifyDone("Saved")
      onClose()
    },
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={words.title} description={words.lead}>
        <form {...form.props} className="grid gap-4">
          <FormErrors failure={form.failure} labels={{ name: words.name }} />
          <Field label={words.name} name="name" error={form.errorsOf("name")}>
            <Input defaultValue={name} maxLength={200} autoComplete="off" />
          </Field>
          <Field label="Description" name="description" mark="Optional" error={form.errorsOf("description")}>
            <Textarea defaultValue={description} rows={3} />
          </Field>
          {words.note && <p className="text-muted-foreground">{words.note}</p>}
          <DialogFooter className="-mx-5 -mb-5">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={form.pending}>
              Save
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
