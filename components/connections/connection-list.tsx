"use client"

import { EmptyState } from "@/components/ui/empty-state"
import { paths } from "@/lib/base/paths"
import type { ConnectionFilter, ConnectionPage } from "@/lib/connections/model"
import { askedOf, isFiltered } from "./addresses"
import { ConnectionTable } from "./connection-table"
import { ConnectionToolbar, type TeamName } from "./connection-toolbar"
import type { Reach } from "./queries"
import type { RefreshActions } from "./refresh-cell"
import { platformNames } from "./tile"
import { manyOf } from "./words"

type ConnectionListProps = { slug: string; reach: Reach; filter: ConnectionFilter; page: ConnectionPage; teams: readonly TeamName[]; mayConnect: boolean; actions: RefreshActions }

const connectable = Object.keys(platformNames)

/** The table of connections with its search: the panel's for keepers, and for others what they may see. */
export function ConnectionList({ slug, reach, filter, page, teams, mayConnect, actions }: ConnectionListProps) {
  if (page.total === 0 && !isFiltered(filter))
    return (
      <EmptyState title="No connections yet" action={mayConnect ? { label: "New Source Connection", href: paths.newConnection(slug) } : undefined}>
        {mayConnect
          ? "Connect a database or a file once. You decide which teams use it, and they build audiences on its live data without ever seeing the credential."
          : "Nothing is shared with you yet. Owners and admins of your organization connect sources and share them with teams."}
      </EmptyState>
    )
  const asked = askedOf(filter)
  return (
    <>
      <ConnectionToolbar slug={slug} reach={reach} filter={filter} sources={connectable} teams={teams} count={manyOf(page, "connection")} />
      <ConnectionTable
        key={JSON.stringify(asked)}
        slug={slug}
        reach={reach}
        filter={filter}
        asked={asked}
        initial={page}
        actions={actions}
        opens={({ id }) => (reach === "panel" ? paths.connectionAccess(slug, id) : paths.connection(slug, id))}
      />
    </>
  )
}
