"use client"

import { ActionButton } from "@/components/ui/action-button"
import { RelativeTime } from "@/components/ui/relative-time"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { Result } from "@/lib/base/errors"
import type { InvitationId } from "@/lib/base/ids"
import type { Invitation } from "@/lib/invitations/list"
import { roleLabels } from "@/lib/members/model"

type InvitationTableProps = {
  invitations: readonly Invitation[]
  revoke: (input: { invitationId: InvitationId }) => Promise<Result<unknown>>
}

export function InvitationTable({ invitations, revoke }: InvitationTableProps) {
  return (
    <Table caption="Invitations">
      <TableHead>
        <HeadCell>Email</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Invited by</HeadCell>
        <HeadCell>Expires</HeadCell>
        <HeadCell align="end">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
          <Row key={id}>
            <NameCell name={email} />
            <Cell label="Role">{roleLabels[role]}</Cell>
            <Cell label="Invited by">
              <bdi>{invitedBy}</bdi>
            </Cell>
            <Cell label="Expires" className="text-muted-foreground">
              <RelativeTime at={expiresAt} />
            </Cell>
            <Cell align="end">
              <ActionButton
                size="small"
                variant="ghost"
                label="Take back"
                name={`Take back the invitation of ${email}`}
                action={revoke}
                input={{ invitationId: id }}
                done="The link does not work any more"
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
