"use client"

import { ActionButton } from "@/components/ui/action-button"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { RelativeTime } from "@/components/ui/relative-time"
import type { Result } from "@/lib/base/errors"
import type { SessionId } from "@/lib/base/ids"
import type { OpenSession } from "@/lib/sessions/list"

type SessionListProps = {
  sessions: readonly OpenSession[]
  here: SessionId
  end: (input: { sessionId: SessionId }) => Promise<Result<void>>
  endOthers: (input: Record<string, never>) => Promise<Result<void>>
}

export function SessionList({ sessions, here, end, endOthers }: SessionListProps) {
  const others = (
    <ConfirmDialog
      trigger={<Button variant="danger">Sign out everywhere else</Button>}
      title="Sign out everywhere else?"
      consequence="Every other device has to sign in again. What is typed there and not saved may be lost."
      label="Sign out everywhere else"
      action={endOthers}
      input={{}}
      done="Signed out everywhere else"
    />
  )
  return (
    <Card
      id="sessions"
      title="Sessions"
      description="Where you are signed in. A session ends after 12 idle hours, and after 7 days in any case."
      footer={sessions.length > 1 && others}
    >
      <ul className="divide-y divide-border">
        {sessions.map(({ id, device, address, seenAt, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-semibold">
                {device}
                {id === here && <Badge tone="ok">This device</Badge>}
              </p>
              <p className="text-muted-foreground text-xs">
                Last seen <RelativeTime at={seenAt} />, signed in <RelativeTime at={createdAt} />
                {address && `, from ${address}`}
              </p>
            </div>
            {id !== here && (
              <ActionButton
                size="small"
                label="Sign out"
                name={`Sign out ${device}`}
                action={end}
                input={{ sessionId: id }}
                done={`${device} is signed out`}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
