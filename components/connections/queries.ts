import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { ask } from "@/components/ask"
import { paths } from "@/lib/base/paths"
import type { ConnectionPage } from "@/lib/connections/model"

/** Which list: the whole organization's, for its keepers, or what one person may see. */
export type Reach = "panel" | "mine"

/** Begins with what the page already read; asks again when the event stream says so. */
export const connectionsQuery = (slug: string, reach: Reach, asked: Record<string, string>, initialData: ConnectionPage) =>
  queryOptions({
    queryKey: ["connection.list", slug, reach, asked],
    queryFn: ({ signal }) =>
      ask<ConnectionPage>(reach === "panel" ? paths.api.connections(slug, asked) : paths.api.myConnections(slug, asked), { signal }),
    initialData,
    placeholderData: keepPreviousData,
  })
