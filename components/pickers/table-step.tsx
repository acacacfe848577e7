"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import { useState } from "react"
import { ask } from "@/components/ask"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { counted } from "@/components/ui/figure"
import { SearchInput } from "@/components/ui/search-input"
import { Skeleton } from "@/components/ui/skeleton"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { Column } from "@/lib/connectors/connector"
import type { SchemaPage, TableView } from "@/lib/schemas/model"
import { Keep } from "./connection-step"

export type TableChoice = { schema: string; name: string; columns: Column[]; estimatedRows?: number }

type TableStepProps = {
  slug: string
  connectionId: ConnectionId
  chosen: TableChoice | undefined
  choosing: boolean
  onChoose: (table: TableChoice) => void
  onOpen: (open: boolean) => void
}

/** The tables of the connection as last read. The search also finds a table by the name of a column. */
export function TableStep({ slug, connectionId, chosen, choosing, onChoose, onOpen }: TableStepProps) {
  if (chosen && !choosing)
    return (
      <Card
        title="Table"
        actions={
          <Button size="small" data-step="table" onClick={() => onOpen(true)}>
            Change table
          </Button>
        }
      >
        <p className="[overflow-wrap:anywhere]">
          <span className="font-mono text-xs">
            <Bidi text={`${chosen.schema}.${chosen.name}`} />
          </span>
          <span className="text-muted-foreground"> · {counted(chosen.columns.length, "column")}</span>
        </p>
      </Card>
    )
  return (
    <div data-step="table">
      <Tables slug={slug} connectionId={connectionId} chosen={chosen} onChoose={onChoose} onOpen={onOpen} />
    </div>
  )
}

function Tables({ slug, connectionId, chosen, onChoose, onOpen }: Omit<TableStepProps, "choosing">) {
  const [q, setQ] = useState("")
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ["schema.browse", slug, connectionId, q],
    queryFn: ({ signal, pageParam }) => ask<SchemaPage>(paths.api.schema(slug, connectionId, { q, after: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    retry: false,
  })
  const tables = data?.pages.flatMap((page) => page.tables) ?? []
  const none = data && tables.length === 0
  return (
    <Card
      title="Table"
      actions={
        <>
          <SearchInput label="Search tables and columns" onSearch={setQ} />
          {chosen && <Keep what={chosen.name} onKeep={() => onOpen(false)} />}
        </>
      }
      flush
    >
      <div className="border-border border-t">
        {error ? (
          <Banner
            tone="bad"
            live
            title={error.message}
            className="m-3"
            action={
              <Button size="small" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        ) : isPending ? (
          <div aria-busy="true" className="space-y-3 p-4">
            <Skeleton className="w-2/5" />
            <Skeleton className="w-1/3" />
            <Skeleton className="w-1/2" />
          </div>
        ) : none ? (
          <p className="px-4 py-3 text-muted-foreground">
            {q ? `No table and no column matches “${q}”.` : "The connection shows no table. Ask its owner to refresh its schema."}
          </p>
        ) : (
          <ul aria-label="Tables" className="max-h-80 overflow-y-auto">
            {tables.map((table) => (
              <li key={table.id} className="border-border border-b last:border-b-0">
                <TableButton table={table} onChoose={() => onChoose(table)} />
              </li>
            ))}
            {hasNextPage && (
              <li className="p-2">
                <Button size="small" variant="ghost" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  Show more tables
                </Button>
              </li>
            )}
          </ul>
        )}
      </div>
    </Card>
  )
}

const TableButton = ({ table, onChoose }: { table: TableView; onChoose: () => void }) => (
  <button
    type="button"
    data-control="choice"
    aria-disabled={!table.readable || undefined}
    onClick={() => table.readable && onChoose()}
    className="flex min-h-9 w-full flex-wrap items-center gap-x-3 px-4 py-1.5 text-left hover:bg-hover aria-disabled:cursor-not-allowed aria-disabled:bg-muted aria-disabled:text-muted-foreground max-md:min-h-11"
  >
    <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">
      <Bidi text={`${table.schema}.${table.name}`} />
    </span>
    <span className="ml-auto text-muted-foreground text-xs">
      {!table.readable
        ? "The connection may not read it"
        : `${counted(table.columns.length, "column")}${table.estimatedRows === undefined ? "" : ` · about ${counted(table.estimatedRows, "row")}`}`}
    </span>
  </button>
)
