"use client"

import { Pencil, RefreshCw, ShieldCheck } from "lucide-react"
import { useState } from "react"
import { ActionButton } from "@/components/ui/action-button"
import { IconButton } from "@/components/ui/icon-button"
import { PageHeader } from "@/components/ui/page-header"
import { Progress } from "@/components/ui/progress"
import { StatusBadge } from "@/components/ui/status-badge"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"
import { EditDialog } from "./edit-dialog"
import { progressWords } from "./refresh-cell"
import { type RowActions, RowMenu } from "./row-menu"
import { PlatformTile } from "./tile"
import { statusLook } from "./words"

type Props = {
  slug: string
  connection: ConnectionDetail
  actions: RowActions & { recheck: Action<{ connectionId: ConnectionId }, unknown> }
}

/** What it is called, how it is, and what can be done with it now. */
export function ConnectionHeader({ slug, connection, actions }: Props) {
  const { name, platform, locator, description, may } = connection
  // As it was when the window opened: what others change meanwhile is not overwritten unseen.
  const [editing, setEditing] = useState<ConnectionDetail>()
  const list =
    may.edit && !may.reauthenticate
      ? { label: "Source Connections", href: paths.sourceConnections(slug) }
      : { label: "Connections", href: paths.connections(slug) }
  return (
    <>
      <PageHeader
        breadcrumbs={[list]}
        title={
          <span className="inline-flex items-center gap-2">
            <PlatformTile platform={platform} />
            <bdi>{name}</bdi>
            {may.edit && (
              <IconButton label="Edit name and description" size="icon-small" onClick={() => setEditing(connection)}>
                <Pencil aria-hidden="true" />
              </IconButton>
            )}
          </span>
        }
        status={<StatusBadge {...statusLook(connection)} />}
        description={
          <>
            {connection.platformName} · <span className="font-mono text-xs">{locator}</span>
            {description && <span className="block">{description}</span>}
          </>
        }
        actions={
          <>
            {may.refresh && <Deeds connection={connection} actions={actions} />}
            <RowMenu row={connection} slug={slug} actions={actions} />
          </>
        }
      />
      {editing && <EditDialog connection={editing} actions={actions} onClose={() => setEditing(undefined)} />}
    </>
  )
}

function Deeds({ connection, actions }: Pick<Props, "connection" | "actions">) {
  const { id, status, lifecycle, hasTables, refresh } = connection
  const live = lifecycle === "live"
  const input = { connectionId: id }
  return (
    <>
      {connectionCan(status, "recheck") && live && (
        <ActionButton
          label="Re-check"
          icon={<ShieldCheck aria-hidden="true" />}
          action={actions.recheck}
          input={input}
          done="The checks run again."
        />
      )}
      {!hasTables ? null : refresh ? (
        <>
          <Progress text={progressWords(refresh)} label="Refreshing the schema" />
          <ActionButton label="Cancel refresh" action={actions.cancel} input={input} />
        </>
      ) : (
        <ActionButton
          label="Refresh schema"
          icon={<RefreshCw aria-hidden="true" />}
          action={actions.refresh}
          input={input}
          refusal={live && connectionCan(status, "refresh") ? undefined : "The schema of an Active connection can be refreshed."}
        />
      )}
    </>
  )
}
