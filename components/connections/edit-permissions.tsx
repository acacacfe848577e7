"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { ask } from "@/components/ask"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { notifyDone } from "@/components/ui/notify"
import { Skeleton } from "@/components/ui/skeleton"
import { useAction } from "@/components/ui/use-action"
import { paths } from "@/lib/base/paths"
import type { Principals } from "@/lib/connections/list-principals"
import type { ConnectionDetail } from "@/lib/connections/model"
import { PermissionFields } from "./permission-fields"
import { changeOf, isNothing, keyOf, sentenceOf, wantedOf } from "./permissions"
import type { ChangeAccess } from "./team-access"
import { sharedWithWords } from "./words"

type Props = {
  slug: string
  connection: ConnectionDetail
  actions: { changeAccess: ChangeAccess; preview: PreviewAction }
  onClose: () => void
}

/** Who may use a connection: nobody else, everybody, or chosen teams and people; and, in an agency, which client accounts. */
export function EditPermissions({ slug, connection, actions, onClose }: Props) {
  const [base, setBase] = useState(connection)
  const [wanted, setWanted] = useState(() => wantedOf(connection))
  const [fresh, setFresh] = useState<ConnectionDetail>()
  const save = useAction(actions.changeAccess)
  const { id, name, version, owner } = base
  const { data: principals, error } = useQuery({
    queryKey: ["connection.listPrincipals", slug, id],
    queryFn: ({ signal }) => ask<Principals>(paths.api.principals(slug, id), { signal }),
  })
  const change = changeOf(base, wanted)
  const names = new Map([
    ...base.teams.map((team) => [keyOf("team", team.id), team.name] as const),
    ...(principals?.people ?? []).map((one) => [keyOf("user", one.id), one.name] as const),
    ...(principals?.clients ?? []).map((one) => [keyOf("client", one.id), one.name] as const),
  ])
  const sentence = sentenceOf(wanted, owner.name, (key) => names.get(key))
  const press = async () => {
    if (isNothing(change)) return onClose()
    const result = await save.run({ connectionId: id, version, change })
    if (result?.ok) {
      notifyDone("Permissions saved")
      onClose()
    } else if (result?.error.code === "conflict" && !result.error.facts?.impact) {
      setFresh(await ask<ConnectionDetail>(paths.api.connection(slug, id)).catch(() => undefined))
    }
  }
  // The server lets nobody be cut off unseen: it answers with whom it would affect, and the next window shows them.
  if (save.failure?.facts?.impact !== undefined)
    return (
      <ImpactDialog
        title={`Take access to ${name} away`}
        consequence={sentence}
        label="Save"
        acts={[{ kind: "access", connectionId: id, change }]}
        preview={actions.preview}
        act={(token) => actions.changeAccess({ connectionId: id, version, change, token })}
        done="Permissions saved"
        onDone={onClose}
        onClose={save.forget}
      />
    )
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Edit permissions of ${name}`}
        description="Nobody ever sees the credential. Whoever may use it builds audiences and queries on it."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" pending={save.pending} aria-disabled={!principals} onClick={() => principals && void press()}>
              Save
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {principals ? (
            <PermissionFields connection={base} principals={principals} wanted={wanted} onChange={setWanted} />
          ) : (
            !error && <Skeleton className="h-40" />
          )}
          {error && <Banner tone="bad" live title={error.message} />}
          {save.failure && <Banner tone="bad" live title={save.failure.message} reference={save.failure.reference} />}
          {fresh && (
            <Banner
              tone="info"
              title={`Now: ${sharedWithWords(fresh.sharedWith)}.`}
              action={
                <Button
                  onClick={() => {
                    setBase(fresh)
                    setFresh(undefined)
                    save.forget()
                  }}
                >
                  Keep my choice and look again
                </Button>
              }
            />
          )}
          <p aria-live="polite" className="[overflow-wrap:anywhere]">
            {sentence}
          </p>
        </div>
      </DialogContent>
    </Dialog>
  )
}
