"use client"

import { useRouter } from "next/navigation"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import type { Result } from "@/lib/base/errors"
import type { QueryId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"

export type Remove = (input: { queryId: QueryId }) => Promise<Result<unknown>>

export function RemoveQuery({ slug, id, name, remove }: { slug: string; id: QueryId; name: string; remove: Remove }) {
  const router = useRouter()
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">Delete query</Button>}
      title={`Delete “${name}”?`}
      consequence="The query, its refreshes and the rows that it kept are gone for everybody in the team. The data in the source stays as it is. This cannot be undone."
      label="Delete query"
      action={remove}
      input={{ queryId: id }}
      done={`“${name}” is deleted`}
      onDone={() => router.push(paths.queries(slug))}
    />
  )
}
