"use client"

import { useEffect, useEffectEvent, useState } from "react"
import { ImpactReport } from "@/components/impact/impact-report"
import { notifyFailure } from "@/components/ui/notify"
import { type Action, reach } from "@/components/ui/use-action"
import type { Failure } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import type { Impact } from "@/lib/impact/model"
import type { Owned, SettlementInput } from "@/lib/members/model"
import { SettleList, settledAtFirst } from "./settle-list"

/** What the form must carry once its effect was shown. */
export const effectIn = (typed: FormData): { settle?: SettlementInput[]; token?: string } => ({
  ...(typed.has("settle") && { settle: JSON.parse(String(typed.get("settle"))) as SettlementInput[] }),
  ...(typed.has("token") && { token: String(typed.get("token")) }),
})

type Props = { userId: UserId; name: string; owned: Action<{ userId: UserId }, Owned>; failure: Failure | undefined }

/** A change that takes something away is refused once, with its effect. It stands here, and the next save says that it was seen. */
export function ChangeEffect({ userId, name, owned, failure }: Props) {
  const [found, setFound] = useState<Owned>()
  const [settle, setSettle] = useState<SettlementInput[]>([])
  const impact = failure?.facts?.impact as Impact | undefined
  const load = useEffectEvent(async () => {
    const answer = await reach(owned, { userId })
    if (!answer.ok) return notifyFailure(answer.error)
    setSettle(settledAtFirst(answer.value))
    setFound(answer.value)
  })
  const unsettled = failure?.facts?.connections
  useEffect(() => {
    if (unsettled) void load()
  }, [unsettled])
  return (
    <>
      {found && (
        <>
          <SettleList owned={found} name={name} settle={settle} onChange={setSettle} />
          <input type="hidden" name="settle" value={JSON.stringify(settle)} />
        </>
      )}
      <div aria-live="polite">{impact && <ImpactReport impact={impact} />}</div>
      {impact && <input type="hidden" name="token" value={impact.token} />}
    </>
  )
}
