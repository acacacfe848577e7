"use client"

import { ActionButton } from "@/components/ui/action-button"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"
import { dayOf } from "./words"

type Ref = { connectionId: ConnectionId }
export type LinkActions = { sendLink: Action<Ref, unknown>; revokeLink: Action<Ref, unknown> }
type Props = { connection: ConnectionDetail; actions: LinkActions }

/** Whoever governs another's connection cannot give it new credentials; they can ask its owner to. */
export function ReconnectLink({ connection: { id, lifecycle, may, owner, credential }, actions }: Props) {
  if (!may.sendReconnectLink || lifecycle !== "live") return null
  const link = credential?.reconnectLink
  const input = { connectionId: id }
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <ActionButton
        label={link ? "Send another reconnect link" : "Send reconnect link"}
        action={actions.sendLink}
        input={input}
        done={`${owner.name} is asked to reconnect it.`}
        undo={{ act: () => actions.revokeLink(input), done: "The link is taken back." }}
      />
      {link && <ActionButton label="Take the link back" action={actions.revokeLink} input={input} done="The link is taken back." />}
      <span className="text-muted-foreground">
        {link
          ? `${owner.name} was sent a link, which works until ${dayOf(link.expiresAt)}.`
          : `Only ${owner.name}, who owns it, can give it new credentials.`}
      </span>
    </div>
  )
}
