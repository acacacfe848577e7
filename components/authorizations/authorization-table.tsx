"use client"

import { PageBox, PickCell, PickPage } from "@/components/connections/bulk/pick"
import { useSelection } from "@/components/connections/bulk/use-selection"
import { PlatformTile, Source } from "@/components/connections/tile"
import { useRowKeys } from "@/components/connections/use-row-keys"
import { Bidi } from "@/components/ui/bidi"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { StatusIcon } from "@/components/ui/status-icon"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { Sparkline } from "@/components/usage/sparkline"
import type { AuthorizationRow } from "@/lib/authorizations/model"
import { type AuthorizationSort, soonDays } from "@/lib/authorizations/states"
import { paths } from "@/lib/base/paths"
import { times } from "@/lib/base/times"
import { type Asked, sortLink } from "./address"
import { CheckBar } from "./check-bar"
import type { CheckNow } from "./check-now"
import { healthLook } from "./words"

const columns: { header: string; sort: AuthorizationSort; end?: boolean }[] = [
  { header: "Label", sort: "label" },
  { header: "Status", sort: "status" },
  { header: "Last checked", sort: "checked" },
  { header: "Expires", sort: "expires" },
  { header: "Provider", sort: "provider" },
  { header: "Method", sort: "method" },
  { header: "Requests 24 h", sort: "requests" },
  { header: "Jobs", sort: "jobs", end: true },
  { header: "Description", sort: "description" },
  { header: "Created By", sort: "creator" },
  { header: "Last Modified", sort: "modified" },
]

type Props = { slug: string; rows: readonly AuthorizationRow[]; asked: Asked; check: CheckNow }

/** Every login of the organization; those selected can be checked together. */
export function AuthorizationTable({ slug, rows, asked, check }: Props) {
  const body = useRowKeys()
  const selection = useSelection(rows)
  const { picked, page, begun } = selection
  return (
    <>
      <div className="pick-all">
        <PageBox {...page}>Select all on this page</PageBox>
      </div>
      <Table caption="Authorizations" className="min-w-340 max-md:min-w-0">
        <TableHead>
          <PickPage {...page} />
          {columns.map(({ header, sort, end }) => (
            <HeadCell
              key={sort}
              align={end ? "end" : "start"}
              className={sort === "label" ? "pl-1" : undefined}
              sort={sortLink(slug, asked, sort)}
            >
              {header}
            </HeadCell>
          ))}
        </TableHead>
        <TableBody ref={body}>
          {rows.map((row) => (
            <Line key={row.id} slug={slug} row={row} selected={picked.has(row.id)} onToggle={() => selection.toggle(row)} />
          ))}
        </TableBody>
      </Table>
      {begun && <CheckBar selection={selection} check={check} />}
    </>
  )
}

function Line({ slug, row, selected, onToggle }: { slug: string; row: AuthorizationRow; selected: boolean; onToggle: () => void }) {
  const { id, label, description, platform, provider, method, checkedAt, checking, expiresAt, recent, jobs, createdBy, modifiedAt } = row
  return (
    <Row className="row-opens" selected={selected}>
      <PickCell name={label} checked={selected} onToggle={onToggle} />
      <NameCell plain name={label} href={paths.authorization(slug, id)} lead={<PlatformTile platform={platform} className="md:hidden" />} />
      <Cell label="Status" className="md:whitespace-nowrap">
        <StatusBadge {...healthLook(row)} />
      </Cell>
      <Cell label="Last checked" className="cell-quiet">
        {checking ? "Being checked" : checkedAt ? <RelativeTime at={checkedAt} /> : "Not yet"}
      </Cell>
      <Cell label="Expires">{expiresAt ? <Ending at={expiresAt} /> : <Muted>Not known</Muted>}</Cell>
      <Cell label="Provider" className="md:whitespace-nowrap">
        <Source platform={platform} name={provider} />
      </Cell>
      <Cell label="Method">{method}</Cell>
      <Cell label="Requests 24 h">{recent ? <Sparkline recent={recent} /> : <Muted>Not counted</Muted>}</Cell>
      <Cell label="Jobs" align="end" className="tabular-nums">
        {jobs > 0 ? jobs.toLocaleString("en") : <Muted>None</Muted>}
      </Cell>
      <Cell label="Description" className="md:max-w-48">
        {description ? (
          <span title={description} className="block truncate max-md:whitespace-normal">
            <Bidi text={description} />
          </span>
        ) : (
          <Muted>None</Muted>
        )}
      </Cell>
      <Cell label="Created By">
        <Bidi text={createdBy} />
      </Cell>
      <Cell label="Last Modified" className="cell-quiet">
        <RelativeTime at={modifiedAt} />
      </Cell>
    </Row>
  )
}

const Muted = ({ children }: { children: string }) => <span className="text-muted-foreground">{children}</span>

/** Near the end it is marked, and not by colour alone. */
function Ending({ at }: { at: string }) {
  const left = Date.parse(at) - Date.now()
  if (left > soonDays * times.day) return <RelativeTime at={at} />
  return (
    <span
      suppressHydrationWarning
      className={left > 0 ? "inline-flex items-center gap-1.5 text-warn" : "inline-flex items-center gap-1.5 text-bad"}
    >
      <StatusIcon name={left > 0 ? "triangle" : "cross"} />
      <RelativeTime at={at} prefix={left > 0 ? "Ends" : "Ended"} />
    </span>
  )
}
