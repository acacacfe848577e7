import Link from "next/link"
import { lastDayOf } from "@/components/connections/words"
import { ActionButton } from "@/components/ui/action-button"
import { Bidi } from "@/components/ui/bidi"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import type { Action } from "@/components/ui/use-action"
import type { AccessRequestId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { RequestView } from "@/lib/requests/model"
import { stateLooks } from "./words"

type Props = { slug: string; requests: readonly RequestView[]; withdraw: Action<{ requestId: AccessRequestId }, unknown> }

/** What one asked for, and what became of it. */
export function MyRequests({ slug, requests, withdraw }: Props) {
  if (requests.length === 0) return <p className="text-muted-foreground">You have not asked for anything yet.</p>
  return (
    <ul aria-label="Your requests" className="divide-y divide-border rounded-lg border border-border bg-card">
      {requests.map(({ id, wanted, reason, state, endsAt, note, decidedBy, granted, createdAt }) => (
        <li key={id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5">
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <p className="font-semibold">
              <Bidi text={wanted} />
            </p>
            <p className="text-muted-foreground">
              <Bidi text={reason} />
            </p>
            <p className="text-muted-foreground text-xs">
              Sent <RelativeTime at={createdAt} />
              {endsAt && ` · until ${lastDayOf(endsAt)}`}
              {decidedBy && ` · answered by ${decidedBy}`}
            </p>
            {note && <p>{note}</p>}
            {granted && (
              <Link href={paths.connection(slug, granted.id)} className="text-primary underline underline-offset-2">
                <Bidi text={granted.name} />
              </Link>
            )}
          </div>
          <span className="flex items-center gap-2">
            <StatusBadge {...stateLooks[state]} />
            {state === "pending" && (
              <ActionButton
                label="Withdraw"
                name={`Withdraw ${wanted}`}
                size="small"
                action={withdraw}
                input={{ requestId: id }}
                done="Your request is withdrawn."
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
