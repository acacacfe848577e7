"use client"

import { useState } from "react"
import { IconButton } from "@/components/ui/icon-button"
import { later } from "@/components/ui/later"
import { MenuButton, type MenuEntry } from "@/components/ui/menu-button"
import { notifyDone, notifyFailure } from "@/components/ui/notify"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionRow } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"
import type { EditAction } from "./edit-dialog"
import type { LeaveActions } from "./leave-dialogs"
import type { ReauthenticateActions } from "./reauthenticate"
import type { RefreshActions } from "./refresh-cell"
import type { RowWindow } from "./row-window"
import type { ChangeAccess } from "./team-access"
import type { TransferActions } from "./transfer-dialog"

/** What can be done from a row, as the pages hand it in (`app/(console)/[organization]/connections/row-actions.ts`). */
export type RowActions = RefreshActions &
  LeaveActions &
  ReauthenticateActions &
  TransferActions & { edit: EditAction; changeAccess: ChangeAccess }

type Entry = {
  label: string
  /** Whether this person may, and the row is in a state in which it can be done. What is not offered is absent. */
  offered: (row: ConnectionRow) => boolean
  danger?: boolean
} & (
  | { href: (slug: string, id: ConnectionId) => string }
  | { deed: (actions: RowActions) => Action<{ connectionId: ConnectionId }, unknown>; done: string }
  | { window: RowWindow }
)

const EditDialog: RowWindow = later(() => import("./edit-dialog").then(({ EditDialog }) => EditDialog))
const EditPermissions: RowWindow = later(() => import("./edit-permissions").then(({ EditPermissions }) => EditPermissions))
const TransferDialog: RowWindow = later(() => import("./transfer-dialog").then(({ TransferDialog }) => TransferDialog))
const MakePrivate: RowWindow = later(() => import("./make-private").then(({ MakePrivate }) => MakePrivate))
const ReauthenticateDialog: RowWindow = later(() => import("./reauthenticate").then(({ ReauthenticateDialog }) => ReauthenticateDialog))
const DisconnectDialog: RowWindow = later(() => import("./leave-dialogs").then(({ DisconnectDialog }) => DisconnectDialog))
const RestoreDialog: RowWindow = later(() => import("./leave-dialogs").then(({ RestoreDialog }) => RestoreDialog))
const DeleteDialog: RowWindow = later(() => import("./leave-dialogs").then(({ DeleteDialog }) => DeleteDialog))
const Window = later(() => import("./row-window").then(({ WindowOfRow }) => WindowOfRow))

/** From top to bottom. */
const entries: readonly Entry[] = [
  { label: "Open", offered: () => true, href: paths.connection },
  {
    label: "Refresh",
    offered: ({ may, lifecycle, status, refresh, hasTables }) =>
      hasTables && may.refresh === true && lifecycle === "live" && connectionCan(status, "refresh") && !refresh,
    deed: ({ refresh }) => refresh,
    done: "The schema is being refreshed.",
  },
  { label: "Edit name and description", offered: ({ may }) => may.edit === true, window: EditDialog },
  { label: "Edit permissions", offered: ({ may }) => may.share === true || may.narrow === true, window: EditPermissions },
  { label: "Transfer to agency", offered: ({ may, lifecycle }) => may.transfer === true && lifecycle === "live", window: TransferDialog },
  {
    label: "Make private",
    offered: ({ may, visibility }) => may.narrow === true && visibility === "shared",
    danger: true,
    window: MakePrivate,
  },
  {
    label: "Reauthenticate",
    offered: ({ may, lifecycle, status }) => may.reauthenticate === true && lifecycle === "live" && connectionCan(status, "reauthenticate"),
    window: ReauthenticateDialog,
  },
  { label: "Replace", offered: ({ may }) => may.replace === true, href: paths.replaceConnection },
  {
    label: "Disconnect",
    offered: ({ may, lifecycle }) => may.disconnect === true && lifecycle === "live",
    danger: true,
    window: DisconnectDialog,
  },
  { label: "Restore", offered: ({ may, lifecycle }) => may.restore === true && lifecycle === "disconnected", window: RestoreDialog },
  {
    label: "Permanently delete",
    offered: ({ may, lifecycle }) => may.delete === true && lifecycle === "disconnected",
    danger: true,
    window: DeleteDialog,
  },
]

type Props = { row: ConnectionRow; slug: string; actions: RowActions }

/** The down arrow of a row, and the same in the connection's header (CON-10). */
export function RowMenu({ row, slug, actions }: Props) {
  const [shown, setShown] = useState<RowWindow>()
  const { id, name } = row
  const press = async (entry: Extract<Entry, { done: string }>) => {
    const result = await entry.deed(actions)({ connectionId: id })
    if (result.ok) notifyDone(entry.done)
    else notifyFailure(result.error)
  }
  const said = (entry: Entry): MenuEntry => {
    const { label, danger } = entry
    if ("href" in entry) return { kind: "link", label, href: entry.href(slug, id) }
    return { kind: "act", label, danger, act: () => ("window" in entry ? setShown(() => entry.window) : void press(entry)) }
  }
  return (
    <>
      <MenuButton
        align="end"
        button={(press) => (
          <IconButton label={`Actions for ${name}`} size="icon-small" {...press}>
            <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2">
              <path d="m6 9 6 6 6-6" />
            </svg>
          </IconButton>
        )}
        entries={() => entries.filter(({ offered }) => offered(row)).map(said)}
      />
      {shown && <Window slug={slug} id={id} actions={actions} window={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}
