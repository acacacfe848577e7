"use client"

import { RefreshCw } from "lucide-react"
import Link from "next/link"
import { ActionButton } from "@/components/ui/action-button"
import { Button } from "@/components/ui/button"
import type { Result } from "@/lib/base/errors"
import type { QueryId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { QueryDetail } from "@/lib/queries/model"

type QueryActsProps = {
  slug: string
  query: Pick<QueryDetail, "id" | "readOnly" | "lastRun">
  refresh: (input: { queryId: QueryId }) => Promise<Result<{ joined: boolean }>>
}

export function QueryActs({ slug, query: { id, readOnly, lastRun }, refresh }: QueryActsProps) {
  const under = lastRun?.state === "queued" || lastRun?.state === "running"
  return (
    <>
      {readOnly === null && (
        <Button asChild>
          <Link href={paths.editQuery(slug, id)}>Edit query</Link>
        </Button>
      )}
      <ActionButton
        label="Refresh"
        variant="primary"
        icon={<RefreshCw aria-hidden="true" />}
        action={refresh}
        input={{ queryId: id }}
        refusal={under ? "A refresh is under way." : undefined}
      />
    </>
  )
}
