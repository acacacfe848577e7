"use client"

import { useState } from "react"
import { ActionButton } from "@/components/ui/action-button"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { notifyDone } from "@/components/ui/notify"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"
import { mayReauthenticate } from "./may-reauthenticate"
import { type NewSecret, ReauthenticateForm } from "./reauthenticate-form"
import { dayOf } from "./words"

export type ReauthenticateAction = Action<NewSecret & { connectionId: ConnectionId }, unknown>
type DialogProps = { connection: ConnectionDetail; actions: { reauthenticate: ReauthenticateAction }; onClose: () => void }

const said = "New credentials are being checked. Nothing changes until they pass."

/** New credentials for the same target: they take over only once they have passed. */
export function ReauthenticateDialog({ connection, actions, onClose }: DialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Reauthenticate ${connection.name}`}
        description="The new credentials are checked against the same target while the present ones stay in use. They take over only once they pass."
      >
        <ReauthenticateForm
          of={connection}
          action={(input) => actions.reauthenticate({ connectionId: connection.id, ...input })}
          onCancel={onClose}
          onDone={() => {
            notifyDone(said)
            onClose()
          }}
        />
      </DialogContent>
    </Dialog>
  )
}

/** The same on the page of a connection that needs it. */
export function ReauthenticateCard({ connection, action }: { connection: ConnectionDetail; action: ReauthenticateAction }) {
  return (
    <Card title="Reauthenticate" description="New credentials are checked against the same target before they take over.">
      <ReauthenticateForm
        of={connection}
        action={(input) => action({ connectionId: connection.id, ...input })}
        onDone={() => notifyDone(said)}
      />
    </Card>
  )
}

export type ReauthenticateActions = {
  reauthenticate: ReauthenticateAction
  undoReauthentication: Action<{ connectionId: ConnectionId }, unknown>
}
type DeedsProps = { connection: ConnectionDetail; actions: ReauthenticateActions }

/** On the settings page: new credentials, and within a day the way back to the ones before. */
export function ReauthenticateDeeds({ connection, actions }: DeedsProps) {
  const [shown, setShown] = useState<ConnectionDetail>()
  if (!mayReauthenticate(connection)) return null
  const undoUntil = connection.credential?.undoUntil
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <Button onClick={() => setShown(connection)}>Reauthenticate</Button>
      {undoUntil && (
        <>
          <ActionButton
            label="Undo reauthentication"
            action={actions.undoReauthentication}
            input={{ connectionId: connection.id }}
            done="The credentials from before are being checked. They take over once they pass."
          />
          <span className="text-muted-foreground">The ones from before are kept until {dayOf(undoUntil)}.</span>
        </>
      )}
      {shown && <ReauthenticateDialog connection={shown} actions={actions} onClose={() => setShown(undefined)} />}
    </div>
  )
}
