"use client"

import { Bidi } from "@/components/ui/bidi"
import { type Column, DataTable } from "@/components/ui/data-table"
import { figure } from "@/components/ui/figure"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { NameCell } from "@/components/ui/table"
import type { AudienceRow } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import { type Remove, RemoveAudience } from "./remove-audience"

type AudienceTableProps = { slug: string; rows: readonly AudienceRow[]; remove: Remove }

/** Audiences, the newest first. One that has stopped says why under its name. */
export function AudienceTable({ slug, rows, remove }: AudienceTableProps) {
  const columns: Column<AudienceRow>[] = [
    {
      header: "Name",
      cell: ({ id, name, flag }) => (
        <NameCell name={name} href={paths.audience(slug, id)}>
          {flag && <StatusBadge tone="warn" word="Stopped" reason={flag.explanation} className="mt-0.5 mb-1" />}
        </NameCell>
      ),
    },
    {
      header: "Connection",
      cell: ({ connection }) =>
        connection ? (
          <Bidi text={connection.name} className="[overflow-wrap:anywhere]" />
        ) : (
          <span className="text-muted-foreground">Not shared with you</span>
        ),
    },
    {
      header: "Table",
      cell: ({ schema, table }) => (
        <span className="font-mono text-xs [overflow-wrap:anywhere]">
          <Bidi text={`${schema}.${table}`} />
        </span>
      ),
    },
    { header: "Last count", align: "end", cell: ({ lastCount, countedAt }) => <LastCount count={lastCount} at={countedAt} /> },
    {
      header: "Team",
      cell: ({ team, maker }) => (team ? <Bidi text={team.name} /> : <span className="text-muted-foreground">Only {maker.name}</span>),
    },
    { header: "Updated", cell: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
    {
      header: "Actions",
      headerHidden: true,
      align: "end",
      cell: ({ id, name }) => <RemoveAudience id={id} name={name} remove={remove} />,
    },
  ]
  return <DataTable caption="Audiences" columns={columns} rows={rows} keyOf={({ id }) => id} />
}

function LastCount({ count, at }: { count: number | null; at: string | null }) {
  if (count === null) return <span className="text-muted-foreground">Not counted</span>
  return (
    <span className="inline-block">
      {figure(count)}
      {at && <RelativeTime at={at} className="block text-faint text-xs" />}
    </span>
  )
}
