import { ChevronRight } from "lucide-react"
import Link from "next/link"
import { troubleOf } from "@/components/connections/trouble"
import { TroublePanel } from "@/components/connections/trouble-panel"
import { Badge } from "@/components/ui/badge"
import { Banner } from "@/components/ui/banner"
import { EmptyState } from "@/components/ui/empty-state"
import { Pagination } from "@/components/ui/pagination"
import { RelativeTime } from "@/components/ui/relative-time"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { TroubleFacts } from "@/lib/connections/trouble"
import type { SchemaPage, TableView } from "@/lib/schemas/model"
import { ColumnsTable } from "./columns-table"

type Props = { slug: string; connection: ConnectionDetail; page: SchemaPage; q: string; paged: boolean; facts?: TroubleFacts }

/** Tables and columns as last read; the search looks through all of them. */
export function SchemaBrowser({ slug, connection, page, q, paged, facts }: Props) {
  const { id, status, lastRefresh } = connection
  const trouble = troubleOf(connection)
  const { tables, next, tableCount, columnCount, snapshot, takenAt } = page
  const failed = lastRefresh && ["failed", "timed out", "cancelled"].includes(lastRefresh.state) ? lastRefresh : undefined
  if (snapshot === null && trouble?.id === "no-tables")
    return <TroublePanel slug={slug} connection={connection} trouble={trouble} facts={facts} />
  if (snapshot === null && !failed)
    return (
      <EmptyState title="The schema has not been read yet">
        {status === "Active" || status === "Processing"
          ? "It is read after the first check. Large schemas can take up to 15 minutes; you can leave this page."
          : "It is read once the connection is Active."}
      </EmptyState>
    )
  return (
    <>
      {failed && (
        <Banner
          tone="warn"
          title={`The last refresh ${failed.state === "cancelled" ? "was cancelled" : failed.state}. ${failed.reason ?? "What was read before is kept."}`}
        />
      )}
      {tableCount === 0 ? (
        trouble ? (
          <TroublePanel slug={slug} connection={connection} trouble={trouble} facts={facts} />
        ) : (
          <EmptyState title="It has no tables">Nothing could be read when it was read last.</EmptyState>
        )
      ) : (
        <>
          <Toolbar
            end={
              <span>
                {tableCount.toLocaleString("en")} tables, {columnCount.toLocaleString("en")} columns
                {takenAt && <RelativeTime at={takenAt} prefix=" · changed" />}
              </span>
            }
          >
            <SearchInput label="Search tables and columns" className="w-80" />
          </Toolbar>
          {tables.length === 0 ? (
            <EmptyState title="No table or column matches" action={{ label: "Clear search", href: paths.connectionSchema(slug, id) }}>
              No table and no column is called “{q}”.
            </EmptyState>
          ) : (
            <div className="grid gap-2">
              {tables.map((table) => (
                <TableEntry key={table.id} table={table} q={q} />
              ))}
            </div>
          )}
          {(next || paged) && (
            <Pagination
              range={`${tables.length} tables on this page`}
              previousHref={paged ? paths.connectionSchema(slug, id, { q }) : undefined}
              nextHref={next ? paths.connectionSchema(slug, id, { q, after: next }) : undefined}
            />
          )}
          <p className="pt-3 text-muted-foreground text-xs">
            Something missing?{" "}
            <Link href={paths.connection(slug, id)} className="underline underline-offset-2">
              See which permissions the credential has
            </Link>
            .
          </p>
        </>
      )}
    </>
  )
}

function TableEntry({ table, q }: { table: TableView; q: string }) {
  const { schema, name, kind, readable, estimatedRows, comment, columns } = table
  return (
    <details className="group rounded-lg border border-border bg-card" open={q !== ""}>
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-hover">
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground group-open:rotate-90" />
        <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">
          <bdi className="text-muted-foreground">{schema}.</bdi>
          <bdi className="font-semibold">{name}</bdi>
        </span>
        {kind !== "table" && <Badge>{kind}</Badge>}
        {!readable && <Badge>not readable</Badge>}
        <span className="ml-auto text-muted-foreground text-xs">
          {columns.length} columns{estimatedRows !== undefined && ` · about ${estimatedRows.toLocaleString("en")} rows`}
        </span>
      </summary>
      <div className="border-border border-t p-3">
        {comment && <p className="pb-2 text-muted-foreground">{comment}</p>}
        <ColumnsTable table={`${schema}.${name}`} columns={columns} q={q} />
      </div>
    </details>
  )
}
