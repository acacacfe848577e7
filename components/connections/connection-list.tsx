"use client"

import Link from "next/link"
import { type Packed, unpack } from "@/components/packed"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import type { TeamId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionPage } from "@/lib/connections/model"
import { type Asked, isFiltered, type ListPlace } from "./address"
import { type Bulk, ConnectionTable } from "./connection-table"
import { ConnectionToolbar, type Option } from "./connection-toolbar"
import type { RowActions } from "./row-menu"

export type ListProps = {
  title: string
  place: ListPlace
  asked: Asked
  read: Packed<{ page: ConnectionPage; teams: { id: TeamId; name: string }[]; sources: Option[] }>
  mayConnect: boolean
}
type Props = ListProps & { actions: RowActions; bulk?: Omit<Bulk, "teams"> }

/** The list with its search, its filters and what it says when there is nothing to show. */
export function ConnectionList({ title, place, asked, read, actions, bulk, mayConnect }: Props) {
  const { page, teams, sources } = unpack(read)
  const filtered = isFiltered(asked)
  return (
    <>
      {place.reach === "panel" ? (
        <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
          <h2 className="font-semibold text-md">{title}</h2>
          <NewButton slug={place.slug} />
        </div>
      ) : (
        <PageHeader
          title={title}
          description="Your own connections and those shared in the organization."
          actions={
            <>
              <Button asChild>
                <Link href={paths.requests(place.slug)}>Request access</Link>
              </Button>
              {mayConnect && <NewButton slug={place.slug} />}
            </>
          }
        />
      )}
      {(filtered || page.rows.length > 0) && <ConnectionToolbar place={place} asked={asked} teams={teams} sources={sources} page={page} />}
      <ConnectionTable
        place={place}
        asked={asked}
        initial={page}
        actions={actions}
        bulk={bulk && { ...bulk, teams }}
        empty={filtered ? <NoMatch place={place} /> : <NoneYet place={place} mayConnect={mayConnect} />}
      />
    </>
  )
}

const NewButton = ({ slug }: { slug: string }) => (
  <Button asChild variant="primary">
    <Link href={paths.newConnection(slug)}>New Source Connection</Link>
  </Button>
)

const NoMatch = ({ place: { slug, reach } }: { place: ListPlace }) => (
  <EmptyState
    title="No connection matches"
    action={{ label: "Clear filters", href: reach === "panel" ? paths.sourceConnections(slug) : paths.connections(slug) }}
  >
    Nothing is called that or has all of these properties.
  </EmptyState>
)

const NoneYet = ({ place: { slug }, mayConnect }: { place: ListPlace; mayConnect: boolean }) => (
  <EmptyState
    title="No connections yet"
    action={mayConnect ? { label: "New Source Connection", href: paths.newConnection(slug) } : undefined}
  >
    {mayConnect
      ? "Connect a data cloud once, then decide which teams may use it."
      : "Ask an owner or admin of the organization to share a connection with your team."}
  </EmptyState>
)
