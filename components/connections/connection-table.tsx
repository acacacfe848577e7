"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { type KeyboardEvent, type MouseEvent, useRef } from "react"
import { Chip } from "@/components/ui/chip"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { ConnectionPage, ConnectionRow, Sort } from "@/lib/connections/model"
import { type Asked, type ListPlace, sortHref } from "./address"
import { connectionsQuery } from "./queries"
import { type RefreshActions, RefreshCell } from "./refresh-cell"
import { TableFoot } from "./table-foot"
import { PlatformTile, Source } from "./tile"
import { sharedWithWords, statusLook } from "./words"

type Props = { place: ListPlace; asked: Asked; initial: ConnectionPage; actions: RefreshActions; empty: React.ReactNode }

const columns: { header: string; sort?: Sort }[] = [
  { header: "Name", sort: "name" },
  { header: "Source", sort: "source" },
  { header: "Type" },
  { header: "Status", sort: "status" },
  { header: "Shared With" },
  { header: "Last Schema Refresh", sort: "refreshed" },
  { header: "Created", sort: "created" },
]

/** The one central view of connections: the panel's tab and the Connections page both draw it. */
export function ConnectionTable({ place, asked, initial, actions, empty }: Props) {
  const { data } = useQuery(connectionsQuery(place.slug, place.reach, asked, initial))
  const body = useRef<HTMLTableSectionElement>(null)
  const open = useOpenRow(place.slug)
  if (data.rows.length === 0) return empty
  return (
    <>
      <Table caption="Connections" className="min-w-240 max-md:min-w-0">
        <TableHead>
          {columns.map(({ header, sort }) => (
            <HeadCell key={header} sort={sort && sortHref(place, asked, sort)}>
              {header}
            </HeadCell>
          ))}
        </TableHead>
        <TableBody ref={body} onKeyDown={(event) => moveBetweenRows(event, body.current)}>
          {data.rows.map((row) => (
            <ConnectionLine key={row.id} row={row} slug={place.slug} actions={actions} onOpen={open} />
          ))}
        </TableBody>
      </Table>
      <TableFoot place={place} asked={asked} page={data} />
    </>
  )
}

type LineProps = { row: ConnectionRow; slug: string; actions: RefreshActions; onOpen: (event: MouseEvent, row: ConnectionRow) => void }

function ConnectionLine({ row, slug, actions, onOpen }: LineProps) {
  const look = statusLook(row)
  return (
    <Row onClick={(event) => onOpen(event, row)} className="cursor-pointer">
      <NameCell name={row.name} href={paths.connectionAccess(slug, row.id)} locator={row.locator} lead={<PlatformTile platform={row.platform} className="md:hidden" />} />
      <Cell label="Source">
        <Source platform={row.platform} />
      </Cell>
      <Cell label="Type">{row.type}</Cell>
      <Cell label="Status" className="max-w-64">
        <StatusBadge {...look} />
        {row.status === "Processing" && !row.stuck && <span className="block text-faint text-xs">typically 1–5 minutes</span>}
      </Cell>
      <Cell label="Shared With" className="max-w-56">
        <span className="flex flex-wrap gap-1">
          {row.sharedWith.kind === "some" ? row.sharedWith.teams.map(({ id, name }) => <Chip key={id}>{name}</Chip>) : <Chip>{sharedWithWords(row.sharedWith)}</Chip>}
          {row.sharedWith.kind === "some" && row.sharedWith.people > 0 && <Chip>{sharedWithWords({ ...row.sharedWith, teams: [] })}</Chip>}
        </span>
      </Cell>
      <Cell label="Last Schema Refresh">
        <RefreshCell row={row} actions={actions} />
      </Cell>
      <Cell label="Created">
        <RelativeTime at={row.createdAt} />
      </Cell>
    </Row>
  )
}

/** The name is the link; a press anywhere else in the row opens it too, unless it was meant for a control or for selecting text. */
function useOpenRow(slug: string) {
  const router = useRouter()
  return (event: MouseEvent, row: ConnectionRow) => {
    if (event.defaultPrevented || (event.target as Element).closest("a, button, [role=button]") || getSelection()?.toString()) return
    router.push(paths.connectionAccess(slug, row.id))
  }
}

/** j and k walk down and up the names. */
function moveBetweenRows(event: KeyboardEvent, body: HTMLElement | null) {
  const step = { j: 1, k: -1 }[event.key]
  if (!step || !body || event.ctrlKey || event.metaKey || event.altKey) return
  const links = [...body.querySelectorAll<HTMLElement>("th a")]
  const here = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement))
  links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus()
}
