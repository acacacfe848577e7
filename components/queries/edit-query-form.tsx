"use client"

import { Banner } from "@/components/ui/banner"
import { useLeaveWarning } from "@/components/ui/use-leave-warning"
import type { Result } from "@/lib/base/errors"
import type { QueryId } from "@/lib/base/ids"
import type { UsableConnection } from "@/lib/connections/model"
import type { Destination } from "@/lib/organizations/model"
import type { QueryDetail } from "@/lib/queries/model"
import { answerable } from "./answerable"
import { QueryForm } from "./query-form"
import { type Saved, type Saving, useQueryForm } from "./use-query-form"

type Update = (input: Saving & { queryId: QueryId; version: number }) => Promise<Result<Saved>>
type EditQueryFormProps = {
  slug: string
  query: QueryDetail
  connections: readonly UsableConnection[]
  destinations: readonly Destination[]
  update: Update
}

/** The form for who may change it; for who may not, why. */
export function EditQueryForm({ query, ...props }: EditQueryFormProps) {
  if (query.readOnly === null) return <Editor query={query} {...props} />
  return (
    <Banner tone="warn" title="You can look at this query and not change it.">
      {query.readOnly}
    </Banner>
  )
}

function Editor({ slug, query, destinations, update, ...given }: EditQueryFormProps) {
  const connections = answerable(given.connections)
  const { id, name, columns, filter, destination, schema, table, tableColumns, version } = query
  const start = {
    name,
    columns,
    filter,
    destination,
    version,
    connectionId: query.connection?.id,
    table: { schema, name: table, columns: tableColumns },
  }
  const form = useQueryForm({
    start,
    connections,
    save: ({ version: seen = version, ...input }) => update({ ...input, version: seen, queryId: id }),
  })
  useLeaveWarning(form.dirty)
  return <QueryForm {...{ slug, connections, destinations, form }} isNew={false} nobody={null} />
}
