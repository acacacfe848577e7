"use client"

import { useState } from "react"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import type { ConnectionDetail } from "@/lib/connections/model"

export type GiveActions = { preview: PreviewAction; give: Action<{ connectionId: ConnectionId; userId: UserId; token?: string }, unknown> }
type Props = { connection: ConnectionDetail; members: { userId: UserId; name: string }[]; actions: GiveActions }

/** Another's connection is given to somebody who can look after it. */
export function GiveOwnership({ connection: { id, name, owner, visibility, may }, members, actions }: Props) {
  const others = members.filter(({ userId }) => userId !== owner.id)
  const [chosen, setChosen] = useState("")
  const [asked, setAsked] = useState(false)
  const to = others.find(({ userId }) => userId === chosen)
  if (!may.giveOwnership || others.length === 0) return null
  return (
    <Card title="Give ownership" description={`${owner.name} owns it. Only its owner can reauthenticate it and share it.`}>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="New owner" name="owner">
          <Select value={chosen} onChange={({ target }) => setChosen(target.value)}>
            <option value="">Choose a member</option>
            {others.map((one) => (
              <option key={one.userId} value={one.userId}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
        <Button aria-disabled={!to} onClick={() => to && setAsked(true)}>
          Give ownership
        </Button>
      </div>
      {asked && to && (
        <ImpactDialog
          onClose={() => setAsked(false)}
          title={`Give ${name} to ${to.name}`}
          consequence={
            visibility === "private"
              ? `It is private: ${to.name} alone can use it then, and ${owner.name} no longer can.`
              : `${to.name} reauthenticates it and decides who uses it from now on.`
          }
          label="Give ownership"
          danger={false}
          acts={[{ kind: "give ownership", connectionId: id, userId: to.userId }]}
          preview={actions.preview}
          act={(token) => actions.give({ connectionId: id, userId: to.userId, token })}
          done={`${name} belongs to ${to.name} now.`}
          onDone={() => setChosen("")}
        />
      )}
    </Card>
  )
}
