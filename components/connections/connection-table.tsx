"use client"

import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Chip } from "@/components/ui/chip"
import { later } from "@/components/ui/later"
import { Cell, HeadCell, NameCell, Row, RowsToCome, Table, TableBody, TableHead } from "@/components/ui/table"
import { useScreenful } from "@/components/ui/use-screenful"
import type { TeamId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionPage, ConnectionRow } from "@/lib/connections/model"
import type { Sort } from "@/lib/connections/states"
import { type Asked, type ListPlace, sortHref } from "./address"
import type { BulkActions } from "./bulk/acts"
import { PageBox, PickCell, PickPage } from "./bulk/pick"
import { useSelection } from "./bulk/use-selection"
import { connectionsQuery } from "./queries"
import { RefreshCell, RefreshShape } from "./refresh-cell"
import { type RowActions, RowMenu } from "./row-menu"
import { StatusCell } from "./status-cell"
import { TableFoot } from "./table-foot"
import { Source } from "./tile"
import { useRowKeys } from "./use-row-keys"
import { dayOf, sharedWithNames } from "./words"

const BulkBar = later(() => import("./bulk/bulk-bar").then(({ BulkBar }) => BulkBar))

export type Bulk = { actions: BulkActions; teams: readonly { id: TeamId; name: string }[] }
/** With `bulk`, rows can be selected and acted on together. */
type Props = { place: ListPlace; asked: Asked; initial: ConnectionPage; actions: RowActions; bulk?: Bulk; empty: ReactNode }

/** Each has its width, the name has the rest: what a later row holds moves nothing under the pointer. */
const columns: { header: string; width?: string; sort?: Sort }[] = [
  { header: "Name", sort: "name" },
  { header: "Source", width: "w-[12.5%]", sort: "source" },
  { header: "Type", width: "w-[9%]" },
  { header: "Status", width: "w-[15%]", sort: "status" },
  { header: "Shared With", width: "w-[10.5%]" },
  { header: "Last Schema Refresh", width: "w-[14.5%]", sort: "refreshed" },
  { header: "Created", width: "w-[10.5%]", sort: "created" },
]

/** The one central view of connections: the panel's tab and the Connections page both draw it. */
export function ConnectionTable({ place, asked, initial, actions, bulk, empty }: Props) {
  const { data, error, refetch, isFetching } = useQuery(connectionsQuery(place.slug, place.reach, asked, initial))
  const { shown, rest } = useScreenful(data.rows)
  const body = useRowKeys()
  const selection = useSelection(data.rows)
  const { picked, page, begun } = selection
  // The bar's code comes with the first selection; the bar stays for its window when the last has gone.
  const bar = bulk && begun && <BulkBar asked={asked} page={data} selection={selection} {...bulk} />
  if (data.rows.length === 0)
    return (
      <>
        {empty}
        {bar}
      </>
    )
  return (
    <>
      {error && (
        <Banner
          tone="warn"
          live
          className="mb-2.5"
          title="This list may be out of date."
          action={
            <Button size="small" pending={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {error.message}
        </Banner>
      )}
      <RefreshShape />
      {bulk && (
        <div className="pick-all">
          <PageBox {...page}>Select all on this page</PageBox>
        </div>
      )}
      <Table caption="Connections" className="min-w-248 table-fixed max-md:min-w-0">
        <TableHead>
          {bulk && <PickPage {...page} />}
          {columns.map(({ header, width, sort }) => (
            <HeadCell key={header} className={bulk && header === "Name" ? "pl-1" : width} sort={sort && sortHref(place, asked, sort)}>
              {header}
            </HeadCell>
          ))}
          <HeadCell align="end" className="w-12">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <TableBody ref={body} aria-busy={rest > 0 || undefined}>
          {shown.map((row) => (
            <ConnectionLine
              key={row.id}
              row={row}
              place={place}
              actions={actions}
              {...(bulk && { selected: picked.has(row.id), onToggle: selection.toggle })}
            />
          ))}
          <RowsToCome count={rest} />
        </TableBody>
      </Table>
      <TableFoot place={place} asked={asked} page={data} />
      {bar}
    </>
  )
}

type LineProps = {
  row: ConnectionRow
  place: ListPlace
  actions: RowActions
  selected?: boolean
  onToggle?: (row: ConnectionRow) => void
}

function ConnectionLine({ row, place: { slug, reach }, actions, selected, onToggle }: LineProps) {
  const { id, name, locator, platform, platformName, type, createdAt } = row
  // In the panel a row is opened to assign teams (CON-9).
  const href = reach === "panel" ? paths.connectionAccess(slug, id) : paths.connection(slug, id)
  return (
    <Row className="row-opens" selected={selected}>
      {onToggle && <PickCell name={name} checked={selected === true} onToggle={() => onToggle(row)} />}
      <NameCell plain name={name} href={href} locator={locator} />
      <Cell label="Source">
        <Source platform={platform} name={platformName} />
      </Cell>
      <Cell label="Type">{type}</Cell>
      <Cell label="Status">
        <StatusCell row={row} href={paths.connection(slug, id)} />
      </Cell>
      <Cell label="Shared With">
        <SharedWith row={row} />
      </Cell>
      <Cell label="Last Schema Refresh">
        <RefreshCell row={row} actions={actions} />
      </Cell>
      <Cell label="Created" className="cell-quiet">
        <time dateTime={createdAt}>{dayOf(createdAt)}</time>
      </Cell>
      <Cell align="end">
        <RowMenu row={row} slug={slug} actions={actions} />
      </Cell>
    </Row>
  )
}

const mostChips = 2

function SharedWith({ row: { sharedWith } }: { row: ConnectionRow }) {
  const names = sharedWithNames(sharedWith)
  if (names.length === 1)
    return (
      <Chip title={names[0]} className="max-w-full">
        {names[0]}
      </Chip>
    )
  const rest = names.slice(mostChips)
  return (
    <span className="flex flex-wrap gap-1">
      {names.slice(0, mostChips).map((name) => (
        <Chip key={name} title={name} className="max-w-[min(100%,8rem)]">
          {name}
        </Chip>
      ))}
      {rest.length > 0 && <Chip title={rest.join(", ")}>{`+${rest.length}`}</Chip>}
    </span>
  )
}
