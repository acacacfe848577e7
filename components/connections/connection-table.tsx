"use client"

import { useQuery } from "@tanstack/react-query"
import { Refused } from "@/components/get"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { DataTable } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { Pagination } from "@/components/ui/pagination"
import type { ConnectionFilter, ConnectionPage } from "@/lib/connections/model"
import { type Asked, addressesOf, isFiltered } from "./addresses"
import { columnsOf, type Opens } from "./columns"
import { connectionsQuery, type Reach } from "./queries"
import type { RefreshActions } from "./refresh-cell"
import { useRowKeys } from "./use-row-keys"
import { manyOf } from "./words"

type ConnectionTableProps = { slug: string; reach: Reach; filter: ConnectionFilter; asked: Asked; initial: ConnectionPage; actions: RefreshActions; opens: Opens }

/** The rows, kept true by the event stream, and the ways to the next ones. */
export function ConnectionTable({ slug, reach, filter, asked, initial, actions, opens }: ConnectionTableProps) {
  const { data, error, refetch, isFetching } = useQuery(connectionsQuery(slug, reach, asked, initial))
  const box = useRowKeys()
  const { rows, next, previous } = data
  const to = addressesOf(slug, reach, filter)
  const columns = columnsOf({ slug, opens, actions, owners: reach === "mine" }).map((column) => ({ ...column, sort: column.by && to.sort(column.by) }))
  return (
    <>
      {error && (
        <Banner
          tone="warn"
          live
          className="mb-2.5"
          title="This list may be out of date."
          reference={error instanceof Refused ? error.failure.reference : undefined}
          action={
            <Button size="small" pending={isFetching} onClick={() => refetch()}>
              Try again
            </Button>
          }
        >
          {error.message}
        </Banner>
      )}
      <div ref={box} className="[&_tbody_tr]:cursor-pointer">
        <DataTable caption="Connections" columns={columns} rows={rows} keyOf={({ id }) => id} empty={<Nothing filter={filter} clear={to.clear} />} />
      </div>
      {(rows.length > 0 || previous) && (
        <Pagination
          range={`${rows.length} of ${manyOf(data, "connection")}`}
          previousHref={previous ? to.before(previous) : undefined}
          nextHref={next ? to.after(next) : undefined}
          sizes={[25, 50, 100, 200].map((size) => ({ size, href: to.size(size), current: size === filter.size }))}
        />
      )}
    </>
  )
}

function Nothing({ filter, clear }: { filter: ConnectionFilter; clear: string }) {
  if (!isFiltered(filter))
    return (
      <EmptyState title="Nothing on this page" action={{ label: "To the first page", href: clear }}>
        The connections that stood here have moved or are gone.
      </EmptyState>
    )
  return (
    <EmptyState title={filter.q ? `No connection matches “${filter.q}”` : "No connection matches these filters"} action={{ label: "Clear filters", href: clear }}>
      The search looks at names, addresses, sources and teams. Filters and search hold together.
    </EmptyState>
  )
}
