"use client"

import { Trash2 } from "lucide-react"
import { ConnectionName, Muted } from "@/components/queries/query-list"
import { Bidi } from "@/components/ui/bidi"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { type Column, DataTable } from "@/components/ui/data-table"
import { IconButton } from "@/components/ui/icon-button"
import { ListFrame } from "@/components/ui/list-frame"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusBadge } from "@/components/ui/status-badge"
import { NameCell } from "@/components/ui/table"
import type { Result } from "@/lib/base/errors"
import type { DataSourceId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { DataSourcePage, DataSourceRow } from "@/lib/data-sources/model"

type Remove = (input: { dataSourceId: DataSourceId }) => Promise<Result<unknown>>
type DataSourceListProps = { slug: string; page: DataSourcePage; q: string; remove: Remove }

/** Accounts, stores and properties, each with the connection that reaches it and whether it works. */
export function DataSourceList({ slug, page, q, remove }: DataSourceListProps) {
  return (
    <ListFrame
      noun={["data source", "data sources"]}
      page={page}
      q={q}
      href={(query) => paths.dataSources(slug, query)}
      searches="The search looks at the names of data sources and of their accounts."
      none={{
        why: "A data source is one account, store or property that a connection reaches; on a database it is a schema. Adding one asks for no login.",
        action: { label: "Add data source", href: paths.newDataSource(slug) },
      }}
    >
      <DataTable caption="Data sources" columns={columnsOf(remove)} rows={page.rows} keyOf={({ id }) => id} />
    </ListFrame>
  )
}

const columnsOf = (remove: Remove): Column<DataSourceRow>[] => [
  { header: "Name", cell: ({ name, account }) => <NameCell name={name} locator={account === name ? undefined : account} /> },
  {
    header: "Status",
    cell: ({ flag }) =>
      flag ? <StatusBadge tone="warn" word="Not working" reason={flag.explanation} /> : <StatusBadge tone="ok" word="Working" />,
  },
  { header: "Connection", cell: ({ connection }) => <ConnectionName connection={connection} /> },
  { header: "Team", cell: ({ team, maker }) => (team ? <Bidi text={team.name} /> : <Muted>Only {maker.name}</Muted>) },
  { header: "Added by", cell: ({ maker }) => <Bidi text={maker.name} /> },
  { header: "Added", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  {
    header: "Actions",
    headerHidden: true,
    align: "end",
    cell: ({ id, name }) => (
      <ConfirmDialog
        trigger={
          <IconButton label={`Remove ${name}`} size="icon-small">
            <Trash2 aria-hidden="true" />
          </IconButton>
        }
        title={`Remove “${name}”?`}
        consequence="It is no longer a data source of your team. The account and the connection stay as they are, and it can be added again."
        label="Remove data source"
        action={remove}
        input={{ dataSourceId: id }}
        done={`“${name}” is removed`}
        onDone={() => setTimeout(() => document.querySelector("h1")?.focus(), 100)}
      />
    ),
  },
]
