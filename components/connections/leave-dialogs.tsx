"use client"

import { useRouter } from "next/navigation"
import { FormDialog } from "@/components/accounts/form-dialog"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"

type Restored = { resumes: number; cannot: { name: string }[] }
export type LeaveActions = {
  preview: PreviewAction
  disconnect: Action<{ connectionId: ConnectionId; token?: string }, unknown>
  restore: Action<{ connectionId: ConnectionId; name?: string }, Restored>
  remove: Action<{ connectionId: ConnectionId; name: string; token?: string }, unknown>
}
type Props = { slug: string; connection: ConnectionDetail; actions: LeaveActions; onClose: () => void }

/** The first step of leaving: soft, and shown whole before it is done. */
export function DisconnectDialog({ connection: { id, name }, actions, onClose }: Props) {
  const back = { done: `${name} is being checked again.`, act: () => actions.restore({ connectionId: id }) }
  return (
    <ImpactDialog
      onClose={onClose}
      title={`Disconnect ${name}`}
      consequence="It cannot be used from now on, and what leans on it stops. Its credentials are kept sealed for 30 days, so that it can be restored without signing in again."
      label="Disconnect"
      acts={[{ kind: "disconnect", connectionId: id }]}
      preview={actions.preview}
      act={(token) => actions.disconnect({ connectionId: id, token })}
      onDone={() => notifyDone(`${name} is disconnected.`, back)}
    />
  )
}

/** Back into use. A new name is asked for only once its own turned out to be taken. */
export function RestoreDialog({ connection: { id, name }, actions, onClose }: Props) {
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Restore ${name}`}
      description="It is checked with the credentials that were kept. Once they pass, what leans on it goes on; you are told what cannot."
      label="Restore"
      action={actions.restore}
      read={(typed) => ({ connectionId: id, ...(typed.has("name") && { name: String(typed.get("name")) }) })}
      onDone={(value: Restored) => notifyDone(restoredWords(name, value))}
    >
      {({ errorsOf }) =>
        errorsOf("name") && (
          <Field label="New name" name="name" error={errorsOf("name")}>
            <Input defaultValue={name} maxLength={200} autoComplete="off" />
          </Field>
        )
      }
    </FormDialog>
  )
}

function restoredWords(name: string, { resumes, cannot }: Restored): string {
  const goes = resumes > 0 ? ` ${resumes} ${resumes === 1 ? "thing goes" : "things go"} on once it passes.` : ""
  const not =
    cannot.length > 0
      ? ` ${cannot.length} cannot: ${cannot
          .slice(0, 3)
          .map((one) => one.name)
          .join(", ")}.`
      : ""
  return `${name} is being checked.${goes}${not}`
}

/** The second step, which cannot be undone. */
export function DeleteDialog({ slug, connection: { id, name }, actions, onClose }: Props) {
  const router = useRouter()
  return (
    <ImpactDialog
      onClose={onClose}
      title={`Permanently delete ${name}`}
      consequence="Its credentials, its schema and its history are destroyed. Audiences and queries that people made on it stay, flagged, and never run again. This cannot be undone."
      label="Permanently delete"
      typeName={name}
      acts={[{ kind: "delete", connectionId: id }]}
      preview={actions.preview}
      act={(token) => actions.remove({ connectionId: id, name, token })}
      done={`${name} is deleted.`}
      onDone={() => window.location.pathname.includes(id) && router.push(paths.connections(slug))}
    />
  )
}
