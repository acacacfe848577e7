"use client"

import { useEffect, useEffectEvent, useState } from "react"
import { ImpactDialog } from "@/components/impact/impact-dialog"
import { notifyFailure } from "@/components/ui/notify"
import { type Action, reach } from "@/components/ui/use-action"
import type { UserId } from "@/lib/base/ids"
import type { Act, Impact } from "@/lib/impact/model"
import type { Member } from "@/lib/members/list"
import type { Owned, SettlementInput } from "@/lib/members/model"
import { SettleList, settledAtFirst } from "./settle-list"

export type RemoveActions = {
  owned: Action<{ userId: UserId }, Owned>
  preview: Action<{ userId: UserId; settle: SettlementInput[] }, Impact>
  remove: Action<{ userId: UserId; settle: SettlementInput[]; token?: string }, unknown>
}
type Props = { member: Member; actions: RemoveActions; onClose: () => void }

/** Asks first what they own, so that the effect shown is the effect of everything together. */
export function RemoveMember({ member: { userId, name }, actions, onClose }: Props) {
  const [owned, setOwned] = useState<Owned>()
  const [settle, setSettle] = useState<SettlementInput[]>([])
  const load = useEffectEvent(async () => {
    const found = await reach(actions.owned, { userId })
    if (!found.ok) {
      notifyFailure(found.error)
      return onClose()
    }
    setSettle(settledAtFirst(found.value))
    setOwned(found.value)
  })
  useEffect(() => void load(), [])
  if (!owned) return null
  return (
    <ImpactDialog
      onClose={onClose}
      title={`Remove ${name}`}
      consequence={`${name} loses access with the next request. What they made stays, and stops where it needs them.`}
      label="Remove member"
      acts={actsOf(userId, settle)}
      preview={() => actions.preview({ userId, settle })}
      act={(token) => actions.remove({ userId, settle, token })}
      done={`${name} removed`}
    >
      <SettleList owned={owned} name={name} settle={settle} onChange={setSettle} />
    </ImpactDialog>
  )
}

/** What is chosen, as acts: the server itself finds what a replacement can take along. */
const actsOf = (userId: UserId, settle: readonly SettlementInput[]): Act[] => [
  ...settle.map(({ connectionId, by }): Act => {
    if (by.kind === "give") return { kind: "give ownership", connectionId, userId: by.to }
    return by.kind === "replace" ? { kind: "replace", connectionId, by: by.with, moves: [] } : { kind: "disconnect", connectionId }
  }),
  { kind: "member", userId },
]
