"use client"

import Link from "next/link"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { DisconnectDialog, type LeaveActions, RestoreDialog } from "@/components/connections/leave-dialogs"
import { ImpactDialog } from "@/components/impact/impact-dialog"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import type { AuthorizationDetail } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"

type Props = { slug: string; authorization: AuthorizationDetail; actions: LeaveActions }
type Shown = "delete" | "disconnect" | "restore"

/** Delete for those who may, with the soft step beside it; for an owner who may not, the soft step alone. */
export function LeaveAuthorization({ slug, authorization, actions }: Props) {
  const [shown, setShown] = useState<Shown>()
  const { may, lifecycle } = authorization
  const live = lifecycle === "live"
  const close = () => setShown(undefined)
  const soft = live && may.disconnect === true
  const shared = { slug, connection: authorization, actions, onClose: close }
  return (
    <>
      {!live && may.restore && <Button onClick={() => setShown("restore")}>Restore</Button>}
      {may.delete ? (
        <Button variant="danger" onClick={() => setShown("delete")}>
          Delete
        </Button>
      ) : (
        soft && (
          <Button variant="danger" onClick={() => setShown("disconnect")}>
            Disconnect
          </Button>
        )
      )}
      {shown === "delete" && (
        <DeleteAuthorization {...shared} authorization={authorization} soft={soft && (() => setShown("disconnect"))} />
      )}
      {shown === "disconnect" && <DisconnectDialog {...shared} />}
      {shown === "restore" && <RestoreDialog {...shared} />}
    </>
  )
}

type DeleteProps = Props & { soft: false | (() => void); onClose: () => void }

/** What stands in the way is named first; then the whole effect, and the name typed. */
function DeleteAuthorization({ slug, authorization: { id, name, lifecycle, blocking }, actions, soft, onClose }: DeleteProps) {
  const router = useRouter()
  if (blocking.length > 0) return <Blocked {...{ slug, name, blocking, soft, onClose }} />
  return (
    <ImpactDialog
      onClose={onClose}
      title={`Delete ${name}`}
      consequence={`${lifecycle === "live" ? "It is disconnected and permanently deleted in one step" : "It is permanently deleted"}: its credentials, its schema and its history are destroyed. What people made on it stays, flagged, and never runs again. This cannot be undone.`}
      label="Permanently delete"
      typeName={name}
      acts={[{ kind: "delete", connectionId: id }]}
      preview={actions.preview}
      act={(token) => actions.remove({ connectionId: id, name, token })}
      done={`${name} is deleted.`}
      onDone={() => router.push(paths.authorizations(slug))}
    >
      {soft && <Softer soft={soft} />}
    </ImpactDialog>
  )
}

function Blocked({
  slug,
  name,
  blocking,
  soft,
  onClose,
}: Omit<DeleteProps, "authorization" | "actions"> & Pick<AuthorizationDetail, "name" | "blocking">) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`${name} cannot be deleted yet`}
        description={`${blocking.length === 1 ? "This is" : "These are"} still at work with it. End or delete ${blocking.length === 1 ? "it" : "them"} first, then delete the authorization.`}
        footer={<Button onClick={onClose}>Close</Button>}
      >
        <div className="grid gap-4">
          <ul aria-label="Still at work" className="divide-y divide-border rounded-lg border border-border">
            {blocking.map(({ kind, name, path }) => (
              <li key={path ?? `${kind} ${name}`} className="flex items-center justify-between gap-3 px-3 py-2">
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <Bidi text={name} /> <span className="text-muted-foreground">· {kind}</span>
                </span>
                {path && (
                  <Button asChild size="small">
                    <Link href={paths.inside(slug, path)} aria-label={`Open ${name}`}>
                      Open
                    </Link>
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {soft && <Softer soft={soft} />}
        </div>
      </DialogContent>
    </Dialog>
  )
}

/** The step that can be taken back. */
const Softer = ({ soft }: { soft: () => void }) => (
  <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
    <Button size="small" onClick={soft}>
      Disconnect instead
    </Button>
    <span className="text-muted-foreground">Nobody can use it then, and it can be restored for 30 days.</span>
  </p>
)
