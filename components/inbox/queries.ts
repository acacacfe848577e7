import { queryOptions } from "@tanstack/react-query"
import { ask } from "@/components/ask"
import { paths } from "@/lib/base/paths"
import type { NoticePage } from "@/lib/inbox/model"

/** As many as a tray shows; asked each time it opens. */
export const trayQuery = (slug: string) =>
  queryOptions({
    queryKey: ["notice.list", slug],
    queryFn: ({ signal }) => ask<NoticePage>(paths.api.inbox(slug, { size: 10 }), { signal }),
    staleTime: 0,
  })
