"use client"

import { Pencil, ShieldCheck } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { EditDialog } from "@/components/connections/edit-dialog"
import type { RowActions } from "@/components/connections/row-menu"
import { PlatformTile } from "@/components/connections/tile"
import { ActionButton } from "@/components/ui/action-button"
import { Button } from "@/components/ui/button"
import { PageHeader } from "@/components/ui/page-header"
import { StatusBadge } from "@/components/ui/status-badge"
import type { AuthorizationDetail } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"
import { connectionCan } from "@/lib/connections/states"
import { type CheckNow, checkOne } from "./check-now"
import { LeaveAuthorization } from "./leave-authorization"
import { healthLook } from "./words"

export type AuthorizationActions = Pick<RowActions, "edit" | "preview" | "disconnect" | "restore" | "remove"> & { check: CheckNow }
type Props = {
  slug: string
  authorization: AuthorizationDetail
  /** Where the way back leads: not everybody has the dashboard. */
  list: { label: string; href: string }
  actions: AuthorizationActions
}

/** What the login is called, whether it is alive, and what may be done with it. */
export function AuthorizationHeader({ slug, authorization, list, actions }: Props) {
  const { id, name, description, platform, may, status, lifecycle } = authorization
  // As it was when the window opened: what others change meanwhile is not overwritten unseen.
  const [editing, setEditing] = useState<AuthorizationDetail>()
  const checkable = may.refresh && lifecycle === "live" && connectionCan(status, "recheck")
  return (
    <>
      <PageHeader
        breadcrumbs={[list]}
        title={
          <span className="inline-flex items-center gap-2">
            <PlatformTile platform={platform} />
            <bdi>{name}</bdi>
          </span>
        }
        status={<StatusBadge {...healthLook(authorization)} />}
        description={
          <>
            {description && <span className="block">{description}</span>}
            <span className="block">
              Same row as{" "}
              <Link href={paths.connection(slug, id)} className="text-primary underline underline-offset-2">
                the connection <bdi>{name}</bdi>
              </Link>
              , seen from the security side.
            </span>
          </>
        }
        actions={
          <>
            {checkable && (
              <ActionButton
                label="Check now"
                icon={<ShieldCheck aria-hidden="true" />}
                action={checkOne(actions.check)}
                input={id}
                done="It is being checked."
              />
            )}
            {may.edit && (
              <Button onClick={() => setEditing(authorization)}>
                <Pencil aria-hidden="true" />
                Edit
              </Button>
            )}
            <LeaveAuthorization slug={slug} authorization={authorization} actions={actions} />
          </>
        }
      />
      {editing && (
        <EditDialog
          connection={editing}
          actions={actions}
          onClose={() => setEditing(undefined)}
          words={{
            title: "Edit authorization",
            lead: "Only the label and the description can be changed.",
            name: "Label",
            note: (
              <>
                The configuration cannot be changed.{" "}
                <Link
                  href={paths.newConnection(slug, { platform, for: "authorization" })}
                  className="text-primary underline underline-offset-2"
                >
                  Create a new authorization
                </Link>
                , then delete this one.
              </>
            ),
          }}
        />
      )}
    </>
  )
}
