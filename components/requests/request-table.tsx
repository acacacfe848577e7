"use client"

import { useState } from "react"
import { FormDialog } from "@/components/accounts/form-dialog"
import { lastDayOf } from "@/components/connections/words"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Field } from "@/components/ui/field"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { Textarea } from "@/components/ui/textarea"
import type { Action } from "@/components/ui/use-action"
import type { AccessRequestId } from "@/lib/base/ids"
import type { RequestView } from "@/lib/requests/model"
import { ApproveDialog, type ApproveRequest } from "./approve-dialog"
import { stateLooks } from "./words"

export type RequestActs = { approve: ApproveRequest; decline: Action<{ requestId: AccessRequestId; note: string }, unknown> }
type Props = { slug: string; requests: readonly RequestView[]; acts: RequestActs }

/** What members asked for, those that wait first. */
export function RequestTable({ slug, requests, acts }: Props) {
  const [approving, setApproving] = useState<RequestView>()
  const [declining, setDeclining] = useState<RequestView>()
  if (requests.length === 0)
    return (
      <EmptyState level={3} title="No requests">
        Members ask for access from the pickers and from the Connections page.
      </EmptyState>
    )
  return (
    <>
      <Table caption="Requests">
        <TableHead>
          <HeadCell>Wanted</HeadCell>
          <HeadCell>By</HeadCell>
          <HeadCell>Until</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell align="end">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <TableBody>
          {requests.map((request) => (
            <Row key={request.id}>
              <NameCell name={request.wanted}>
                <span className="block text-muted-foreground [overflow-wrap:anywhere]">
                  <Bidi text={request.reason} />
                </span>
              </NameCell>
              <Cell label="By">
                <span>
                  <bdi>{request.person.name}</bdi>
                  <span className="block text-muted-foreground text-xs">
                    <RelativeTime at={request.createdAt} />
                  </span>
                </span>
              </Cell>
              <Cell label="Until">
                {request.endsAt ? lastDayOf(request.endsAt) : <span className="text-muted-foreground">No end</span>}
              </Cell>
              <Cell label="State">
                <StatusBadge {...stateLooks[request.state]} />
                {request.granted && (
                  <span className="block text-muted-foreground text-xs">
                    <Bidi text={request.granted.name} />
                  </span>
                )}
              </Cell>
              <Cell align="end">
                {request.state === "pending" && (
                  <span className="inline-flex gap-2">
                    <Button size="small" aria-label={`Approve ${request.wanted}`} onClick={() => setApproving(request)}>
                      Approve
                    </Button>
                    <Button size="small" aria-label={`Decline ${request.wanted}`} onClick={() => setDeclining(request)}>
                      Decline
                    </Button>
                  </span>
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {approving && <ApproveDialog slug={slug} request={approving} approve={acts.approve} onClose={() => setApproving(undefined)} />}
      {declining && (
        <FormDialog
          open
          onOpenChange={(open) => open || setDeclining(undefined)}
          title={`Decline the request of ${declining.person.name}`}
          description={declining.wanted}
          label="Decline request"
          action={acts.decline}
          read={(typed) => ({ requestId: declining.id, note: String(typed.get("note")) })}
          done={`${declining.person.name} is told.`}
        >
          {({ errorsOf }) => (
            <Field label="Note" name="note" mark="Optional" error={errorsOf("note")} help={`${declining.person.name} reads it.`}>
              <Textarea rows={3} />
            </Field>
          )}
        </FormDialog>
      )}
    </>
  )
}
