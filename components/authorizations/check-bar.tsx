"use client"

import { ShieldCheck } from "lucide-react"
import { useState } from "react"
import { Outcomes } from "@/components/connections/bulk/outcomes"
import type { Selection } from "@/components/connections/bulk/use-selection"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { counted } from "@/components/ui/figure"
import { notifyDone, notifyFailure } from "@/components/ui/notify"
import { tip } from "@/components/ui/tip"
import { useAction } from "@/components/ui/use-action"
import type { AuthorizationRow } from "@/lib/authorizations/model"
import { mostChecked } from "@/lib/authorizations/states"
import type { BulkResult } from "@/lib/bulk/model"
import type { CheckNow } from "./check-now"

/** What can be done with all that is selected. It stands at the foot of the window, so that no row moves when the first is selected. */
export function CheckBar({ selection: { picked, keep, clear }, check }: { selection: Selection<AuthorizationRow>; check: CheckNow }) {
  const { run, pending } = useAction(check)
  const [shown, setShown] = useState<{ asked: number; result: BulkResult }>()
  const refusal = picked.size > mostChecked ? `One check takes at most ${mostChecked}. Select fewer.` : undefined
  const ask = async () => {
    const names = new Map([...picked].map(([id, row]) => [id, row?.label ?? "An authorization"]))
    const answer = await run({ connectionIds: [...picked.keys()] })
    if (!answer) return
    if (!answer.ok) return notifyFailure(answer.error)
    const { asked, refused } = answer.value
    const done = asked.map(({ id, name }) => ({ id, name }))
    keep(
      refused.map(({ id }) => id),
      `${asked.length} asked, ${refused.length} refused`,
    )
    if (refused.length === 0)
      return notifyDone(`${counted(asked.length, "authorization")} ${asked.length === 1 ? "is" : "are"} being checked.`)
    setShown({ asked: names.size, result: { done, refused: refused.map(({ id, why }) => ({ id, why, name: names.get(id) ?? "" })) } })
  }
  return (
    <>
      {picked.size > 0 && (
        <section
          aria-label="Selected authorizations"
          data-print="no"
          className="sticky bottom-2 z-20 mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-border bg-popover px-3 py-2 shadow-float"
        >
          <p className="font-medium">{picked.size.toLocaleString("en")} selected</p>
          <Button variant="ghost" size="small" className="ml-auto" onClick={clear}>
            Clear selection
          </Button>
          <Button size="small" pending={pending} aria-disabled={refusal !== undefined} onClick={ask} {...(refusal && tip(refusal))}>
            {!pending && <ShieldCheck aria-hidden="true" />}
            Check now
          </Button>
        </section>
      )}
      {shown && (
        <Dialog open onOpenChange={(open) => !open && setShown(undefined)}>
          <DialogContent
            title={`Check of ${counted(shown.asked, "authorization")}`}
            footer={
              <Button variant="primary" onClick={() => setShown(undefined)}>
                Close
              </Button>
            }
          >
            <div className="space-y-4">
              <Outcomes {...shown} />
            </div>
          </DialogContent>
        </Dialog>
      )}
    </>
  )
}
