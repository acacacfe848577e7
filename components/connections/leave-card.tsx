"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import type { ConnectionDetail } from "@/lib/connections/model"
import { DeleteDialog, DisconnectDialog, type LeaveActions, RestoreDialog } from "./leave-dialogs"
import { restorableWords } from "./words"

type Shown = { window: typeof DisconnectDialog /** As it was when the window opened. */; connection: ConnectionDetail }
type Props = { slug: string; connection: ConnectionDetail; actions: LeaveActions }

/** The way out, in two steps: disconnecting can be undone, deleting cannot. What the person may not do is absent. */
export function LeaveCard({ slug, connection, actions }: Props) {
  const [shown, setShown] = useState<Shown>()
  const { lifecycle, may, disconnectedAt } = connection
  const live = lifecycle === "live"
  if (!(live ? may.disconnect : may.restore || may.delete)) return null
  const show = (window: Shown["window"]) => () => setShown({ window, connection })
  return (
    <Card
      danger
      title={live ? "Disconnect" : "Restore or delete"}
      description={
        live
          ? "Nobody can use it then, and what leans on it stops. It can be restored for 30 days."
          : `It is disconnected. ${restorableWords(disconnectedAt)}`
      }
    >
      <div className="flex flex-wrap gap-2">
        {live && (
          <Button variant="danger" onClick={show(DisconnectDialog)}>
            Disconnect
          </Button>
        )}
        {!live && may.restore && <Button onClick={show(RestoreDialog)}>Restore</Button>}
        {!live && may.delete && (
          <Button variant="danger" onClick={show(DeleteDialog)}>
            Permanently delete
          </Button>
        )}
      </div>
      {shown && <shown.window slug={slug} connection={shown.connection} actions={actions} onClose={() => setShown(undefined)} />}
    </Card>
  )
}
