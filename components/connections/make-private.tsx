"use client"

import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { ChangeAccess } from "./team-access"

type Props = {
  connection: Pick<ConnectionDetail, "id" | "name" | "version" | "owner" | "may">
  actions: { changeAccess: ChangeAccess; preview: PreviewAction }
  onClose: () => void
}

/** Takes the connection back to its owner alone. Whom it was shared with is kept for the day when the owner shares it again. */
export function MakePrivate({ connection: { id, name, version, owner, may }, actions, onClose }: Props) {
  const change = { visibility: "private" as const, add: [], remove: [] }
  // Reauthenticating is for the owner alone, as sharing again is.
  const back = may.reauthenticate ? "You can share it again at any time." : `Only ${owner.name}, its owner, can share it again.`
  return (
    <ImpactDialog
      title={`Make ${name} private`}
      consequence={`Only ${owner.name} can use it then. ${back}`}
      label="Make private"
      acts={[{ kind: "access", connectionId: id, change }]}
      preview={actions.preview}
      act={(token) => actions.changeAccess({ connectionId: id, version, change, token })}
      done={`${name} is private`}
      onClose={onClose}
    />
  )
}
