"use client"

import { useEffect, useEffectEvent, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { Facts } from "@/components/ui/facts"
import { notifyDone } from "@/components/ui/notify"
import { Skeleton } from "@/components/ui/skeleton"
import { type Action, useAction } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import type { ConnectionDetail, TransferPreview } from "@/lib/connections/model"

type Ref = { connectionId: ConnectionId }
export type TransferActions = { previewTransfer: Action<Ref, TransferPreview>; transfer: Action<Ref, unknown> }
type Props = { connection: Pick<ConnectionDetail, "id" | "name">; actions: TransferActions; onClose: () => void }

/** What it would mean first, then the verb. */
export function TransferDialog({ connection: { id, name }, actions, onClose }: Props) {
  const look = useAction(actions.previewTransfer)
  const deed = useAction(actions.transfer)
  const [preview, setPreview] = useState<TransferPreview>()
  const ask = useEffectEvent(async () => {
    const seen = await look.run({ connectionId: id })
    if (seen?.ok) setPreview(seen.value)
  })
  useEffect(() => void ask(), [])
  const confirm = async () => {
    const result = await deed.run({ connectionId: id })
    if (!result?.ok) return
    notifyDone(`${name} is on its way to ${preview?.agency}`)
    onClose()
  }
  const failure = deed.failure ?? look.failure
  return (
    <Dialog open onOpenChange={(open) => !open && !deed.pending && onClose()}>
      <DialogContent
        title={`Transfer ${name} to agency`}
        description="The connection moves to the agency. This client account goes on using it, and nothing that leans on it stops."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" pending={deed.pending} aria-disabled={!preview} onClick={() => preview && void confirm()}>
              Transfer to agency
            </Button>
          </>
        }
      >
        <div className="space-y-4" aria-live="polite">
          {preview ? <Meaning preview={preview} /> : !look.failure && <Skeleton className="h-24" />}
          {failure && <Banner tone="bad" live title={failure.message} reference={failure.reference} />}
        </div>
      </DialogContent>
    </Dialog>
  )
}

function Meaning({ preview: { agency, owner, ownerStays, gain } }: { preview: TransferPreview }) {
  return (
    <>
      <Facts
        facts={[
          { term: "Moves to", value: agency },
          { term: "Owner", value: ownerStays ? `${owner} stays its owner` : `${owner} becomes its owner` },
          { term: "Used here by", value: "Everybody of this client account who has a seat" },
        ]}
      />
      {gain > 0 && (
        <Banner tone="warn" title={`${gain} ${gain === 1 ? "person" : "people"} of this client account may use it then and cannot now.`}>
          The agency can narrow that afterwards.
        </Banner>
      )}
      <p className="text-muted-foreground">
        Sharing it with other client accounts is a separate act, in the agency. Bringing it back means connecting it here again.
      </p>
    </>
  )
}
