"use client"

import { useState } from "react"
import { ImpactDialog } from "@/components/impact/impact-dialog"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { notifyDone } from "@/components/ui/notify"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { ReplacementView } from "@/lib/replacements/model"
import type { ReplaceActions } from "./replace-page"

type Props = { from: ConnectionDetail; replacement: ReplacementView; actions: ReplaceActions }

/** A replacement that was done, and the way back while both connections are in use. */
export function UndoCard({ from, replacement: { id, by, moves, movedBy }, actions }: Props) {
  const [asked, setAsked] = useState(false)
  return (
    <Card title={`Replaced by ${by.name}`} description={`${movedBy} moved ${moves.length} of what leant on ${from.name}.`}>
      <Button onClick={() => setAsked(true)}>Undo replacement</Button>
      {asked && (
        <ImpactDialog
          onClose={() => setAsked(false)}
          title={`Undo the replacement of ${from.name}`}
          consequence="What was moved goes back to where it was. What somebody has changed since stays."
          label="Undo replacement"
          danger={false}
          acts={[{ kind: "replace", connectionId: by.id, by: from.id, moves }]}
          preview={actions.preview}
          act={(token) => actions.undo({ replacementId: id, token })}
          onDone={({ back, left }) => notifyDone(left > 0 ? `${back} are back; ${left} were changed since and stay.` : `${back} are back.`)}
        />
      )}
    </Card>
  )
}
