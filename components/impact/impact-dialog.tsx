"use client"

import { type ReactNode, useEffect, useEffectEvent, useId, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { notifyDone } from "@/components/ui/notify"
import { Skeleton } from "@/components/ui/skeleton"
import { type Action, reach, useAction } from "@/components/ui/use-action"
import type { Failure, Result } from "@/lib/base/errors"
import type { Act, Impact } from "@/lib/impact/model"
import { ImpactReport } from "./impact-report"

export type PreviewAction = Action<{ acts: Act[] }, Impact>

type Props<T> = {
  onClose: () => void
  /** Names the object: "Disconnect Consumer warehouse". */
  title: string
  /** What the act means, in a sentence, whoever it touches. */
  consequence: ReactNode
  /** The verb again: "Disconnect". */
  label: string
  danger?: boolean
  /** Must be typed before the act may be done: for what cannot be undone. */
  typeName?: string
  acts: Act[]
  preview: PreviewAction
  /** Does it; `token` says that the effect shown was seen. */
  act: (token: string) => Promise<Result<T>>
  /** Said when it is done, unless `onDone` says more. */
  done?: string
  onDone?: (value: T) => void
  children?: ReactNode
}

/** Every act that takes something away goes through here: the exact effect first, then the verb. A changed effect is shown again, never done. */
export function ImpactDialog<T>({
  onClose,
  title,
  consequence,
  label,
  danger = true,
  typeName,
  acts,
  preview,
  act,
  done,
  onDone,
  children,
}: Props<T>) {
  const id = useId()
  const [typed, setTyped] = useState("")
  const deed = useAction(act)
  const [impact, setImpact] = useState<Impact>()
  const wanted = JSON.stringify(acts)
  const [unseen, setUnseen] = useState<Failure>()
  const ask = useEffectEvent(() => reach(preview, { acts }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the acts change, and only then
  useEffect(() => {
    let current = true
    setImpact(undefined)
    void ask().then((seen) => {
      // What was asked before the last change is no answer to it.
      if (!current) return
      setUnseen(seen.ok ? undefined : seen.error)
      if (seen.ok) setImpact(seen.value)
    })
    return () => {
      current = false
    }
  }, [wanted])

  const confirm = async () => {
    if (!impact) return
    const result = await deed.run(impact.token)
    if (result?.ok) {
      if (done) notifyDone(done)
      onDone?.(result.value)
      onClose()
    } else if (result?.error.facts?.impact) setImpact(result.error.facts.impact as Impact)
  }
  const refused = !impact || (typeName !== undefined && typed.trim() !== typeName)
  const failure = deed.failure ?? unseen
  return (
    <Dialog open onOpenChange={(open) => !open && !deed.pending && onClose()}>
      <DialogContent
        title={title}
        description={consequence}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant={danger ? "danger" : "primary"}
              pending={deed.pending}
              aria-disabled={refused}
              onClick={() => !refused && void confirm()}
            >
              {label}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          {children}
          <div aria-live="polite">{impact ? <ImpactReport impact={impact} /> : !unseen && <Skeleton className="h-20" />}</div>
          {typeName !== undefined && (
            <div className="space-y-1.5">
              <label htmlFor={id} className="block">
                Type <strong className="select-all font-mono font-semibold text-xs [overflow-wrap:anywhere]">{typeName}</strong> to confirm
              </label>
              <Input id={id} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
            </div>
          )}
          {failure && <Banner tone="bad" live title={failure.message} reference={failure.reference} />}
        </div>
      </DialogContent>
    </Dialog>
  )
}
