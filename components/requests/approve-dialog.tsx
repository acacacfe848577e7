"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { FormDialog } from "@/components/accounts/form-dialog"
import { ask } from "@/components/ask"
import { dayBefore, endOfDay, sharedWithWords } from "@/components/connections/words"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import { SearchInput } from "@/components/ui/search-input"
import { Skeleton } from "@/components/ui/skeleton"
import type { Action } from "@/components/ui/use-action"
import type { AccessRequestId, ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionPage } from "@/lib/connections/model"
import type { RequestView } from "@/lib/requests/model"

export type ApproveRequest = Action<{ requestId: AccessRequestId; connectionId: ConnectionId; endsAt: string | null }, unknown>
type Props = { slug: string; request: RequestView; approve: ApproveRequest; onClose: () => void }

/** Which connection answers the request, and until when. */
export function ApproveDialog({ slug, request, approve, onClose }: Props) {
  const { id, person, wanted, reason, connection } = request
  const [q, setQuery] = useState(connection?.name ?? "")
  // Kept while the list under it changes with the search.
  const [chosen, choose] = useState<string>(connection?.id ?? "")
  const { data } = useQuery({
    queryKey: ["connection.list", slug, "approve", q],
    queryFn: ({ signal }) => ask<ConnectionPage>(paths.api.connections(slug, { q, size: 10 }), { signal }),
  })
  const found = data?.rows.filter(({ may, visibility }) => may.share && visibility === "shared") ?? []
  return (
    <FormDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Approve the request of ${person.name}`}
      description={`${wanted}. ${reason}`}
      label="Approve request"
      action={approve}
      read={(typed) => ({
        requestId: id,
        // What is not chosen is refused by the verb's own schema.
        connectionId: String(typed.get("connectionId") ?? "") as ConnectionId,
        endsAt: endOfDay(String(typed.get("endsAt"))),
      })}
      done={`${person.name} may use it now.`}
      labels={{ connectionId: "Connection", endsAt: "Until" }}
    >
      {({ errorsOf }) => (
        <>
          <SearchInput label="Search connections" onSearch={setQuery} />
          {data ? (
            <RadioGroup
              legend="Connection"
              name="connectionId"
              value={chosen}
              onValueChange={choose}
              error={errorsOf("connectionId") && "Choose a connection."}
              help={`It is granted to ${person.name} alone. Private connections are shared by their owners only.`}
            >
              {found.map(({ id, name, sharedWith }) => (
                <RadioOption key={id} value={id} label={<bdi>{name}</bdi>} help={sharedWithWords(sharedWith)} />
              ))}
              {found.length === 0 && <p className="text-muted-foreground">No shared connection is called that.</p>}
            </RadioGroup>
          ) : (
            <Skeleton className="h-20" />
          )}
          <Field label="Until" name="endsAt" mark="Optional" error={errorsOf("endsAt")} help="The last day of access. It ends by itself.">
            <Input type="date" defaultValue={dayBefore(request.endsAt)} min={new Date().toISOString().slice(0, 10)} className="max-w-48" />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
