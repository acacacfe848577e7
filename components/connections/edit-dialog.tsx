"use client"

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
}

/** Name and description; configuration never changes. */
export function EditDialog({ connection: { id, name, description, version }, actions, onClose }: Props) {
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
      <DialogContent title="Edit connection" description="Only the name and the description can be changed.">
        <form {...form.props} className="grid gap-4">
          <FormErrors failure={form.failure} />
          <Field label="Name" name="name" error={form.errorsOf("name")}>
            <Input defaultValue={name} maxLength={200} autoComplete="off" />
          </Field>
          <Field label="Description" name="description" mark="Optional" error={form.errorsOf("description")}>
            <Textarea defaultValue={description} rows={3} />
          </Field>
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
