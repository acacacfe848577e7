"use client"

import Link from "next/link"
import { ActionButton } from "@/components/ui/action-button"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { Action } from "@/components/ui/use-action"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ClientRow } from "@/lib/clients/model"
import type { Member } from "@/lib/members/list"
import { roleLabels } from "@/lib/members/model"
import { type LetIn, LetInDialog } from "./let-in-dialog"

export type LetOut = Action<{ clientId: OrganizationId; userId: UserId }, unknown>
type Props = { clients: readonly ClientRow[]; members: readonly Member[]; letIn: LetIn; letOut: LetOut }

/** Every client account of the agency with those of its people who may enter it. */
export function ClientTable({ clients, ...acts }: Props) {
  if (clients.length === 0)
    return (
      <EmptyState title="No client accounts yet" level={3}>
        A client account has connections, teams and people of its own. Connections of the agency can be shared with one, with several or
        with all of them.
      </EmptyState>
    )
  return (
    <div className="grid gap-4">
      {clients.map((client) => (
        <ClientCard key={client.id} client={client} {...acts} />
      ))}
    </div>
  )
}

function ClientCard({ client, members, letIn, letOut }: Omit<Props, "clients"> & { client: ClientRow }) {
  const { id, slug, name, people, mayEnter } = client
  return (
    <Card
      title={<bdi>{name}</bdi>}
      description={`/${slug}`}
      level={3}
      flush
      actions={
        <>
          {mayEnter && (
            <Button asChild>
              <Link href={paths.home(slug)}>{`Open ${name}`}</Link>
            </Button>
          )}
          <LetInDialog client={client} members={members} letIn={letIn} />
        </>
      }
    >
      <Table caption={`People of the agency in ${name}`}>
        <TableHead>
          <HeadCell>Name</HeadCell>
          <HeadCell>Role there</HeadCell>
          <HeadCell align="end">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <TableBody>
          {people.map((person) => (
            <Row key={person.id}>
              <NameCell name={person.name} />
              <Cell label="Role there">{roleLabels[person.role as keyof typeof roleLabels]}</Cell>
              <Cell align="end">
                <ActionButton
                  size="small"
                  variant="ghost"
                  label="Take out"
                  name={`Take ${person.name} out of ${name}`}
                  action={letOut}
                  input={{ clientId: id, userId: person.id }}
                  done={`${person.name} may not enter ${name} any more`}
                />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
