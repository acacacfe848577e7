"use client"

import { useEffect, useEffectEvent, useState } from "react"
import { ImpactReport } from "@/components/impact/impact-report"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { Skeleton } from "@/components/ui/skeleton"
import { useAction } from "@/components/ui/use-action"
import type { TeamId } from "@/lib/base/ids"
import type { BulkPreview, BulkResult } from "@/lib/bulk/model"
import { type acts, type BulkActions, counted, type Wish } from "./acts"
import { ChooseTeams, type Chosen } from "./choose-teams"
import { Outcomes } from "./outcomes"
import type { Picked } from "./use-selection"

type Props = {
  act: (typeof acts)[number]
  picked: Picked
  teams: readonly { id: TeamId; name: string }[]
  actions: BulkActions
  onDone: (result: BulkResult) => void
  onClose: () => void
}

/** One act on all that was selected when the window opened: whom all of it together affects, then the act, then what became of each row. */
export function BulkDialog({ act: { deed, label, title, consequence, danger }, picked, teams, actions, onDone, onClose }: Props) {
  const [ids] = useState(() => [...picked.keys()])
  const [chosen, setChosen] = useState<Chosen>({ all: false, some: new Set() })
  const [choosing, setChoosing] = useState(deed === "assign")
  const [preview, setPreview] = useState<BulkPreview>()
  const [result, setResult] = useState<BulkResult>()
  const look = useAction(actions.preview)
  const act = useAction(actions.act)
  const wish: Wish = { deed, connectionIds: ids, allTeams: chosen.all, teamIds: chosen.all ? [] : [...chosen.some] }

  const ask = useEffectEvent(async () => {
    setPreview(undefined)
    const seen = await look.run(wish)
    if (seen?.ok) setPreview(seen.value)
  })
  useEffect(() => {
    if (!choosing) void ask()
  }, [choosing])

  const confirm = async () => {
    const answer = await act.run({ ...wish, token: preview?.impact?.token })
    if (answer?.ok) {
      setResult(answer.value)
      onDone(answer.value)
      // Something changed since it was looked at: it is shown anew before anybody is cut off.
    } else if (answer?.error.code === "conflict") await ask()
  }
  const unable = !preview || preview.able === 0
  const failure = act.failure ?? look.failure
  const close = <Button onClick={onClose}>Cancel</Button>
  const footer = result ? (
    <Button variant="primary" onClick={onClose}>
      Close
    </Button>
  ) : choosing ? (
    <>
      {close}
      <Button variant="primary" onClick={() => setChoosing(false)}>
        Continue
      </Button>
    </>
  ) : (
    <>
      {deed === "assign" ? (
        <Button disabled={act.pending} onClick={() => setChoosing(true)}>
          Back
        </Button>
      ) : (
        close
      )}
      <Button variant={danger ? "danger" : "primary"} pending={act.pending} aria-disabled={unable} onClick={confirm}>
        {label}
      </Button>
    </>
  )
  return (
    <Dialog open onOpenChange={(open) => !open && (result || !act.pending) && onClose()}>
      <DialogContent title={title(counted(ids.length))} description={result ? undefined : consequence} footer={footer}>
        <div className="space-y-4">
          {result ? (
            <Outcomes asked={ids.length} result={result} />
          ) : choosing ? (
            <ChooseTeams teams={teams} chosen={chosen} onChange={setChosen} />
          ) : (
            <div aria-live="polite" className="space-y-4">
              {preview ? <Preview asked={ids.length} preview={preview} /> : !look.failure && <Skeleton className="h-20" />}
            </div>
          )}
          {failure && !result && !choosing && <Banner tone="bad" live title={failure.message} reference={failure.reference} />}
        </div>
      </DialogContent>
    </Dialog>
  )
}

function Preview({ asked, preview: { able, refused, impact } }: { asked: number; preview: BulkPreview }) {
  const gone = asked - able - refused.length
  return (
    <>
      {impact && <ImpactReport impact={impact} />}
      {able < asked && (
        <section>
          <h3 className="font-semibold">{able === 0 ? "Nothing can be done" : `${able} of ${counted(asked)} will change`}</h3>
          <ul className="mt-1 max-h-40 space-y-0.5 overflow-y-auto">
            {refused.map(({ id, name, why }) => (
              <li key={id} className="[overflow-wrap:anywhere]">
                <bdi>{name}</bdi>
                <span className="text-muted-foreground"> · {why}</span>
              </li>
            ))}
            {gone > 0 && <li className="text-muted-foreground">{counted(gone)} no longer there</li>}
          </ul>
        </section>
      )}
      {able === asked && !impact && <p className="text-muted-foreground">It can be done with each of them.</p>}
    </>
  )
}
