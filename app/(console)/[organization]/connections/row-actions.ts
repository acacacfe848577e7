import type { RowActions } from "@/components/connections/row-menu"
import { previewImpactAction } from "../actions"
import {
  cancelRefreshAction,
  changeAccessAction,
  deleteConnectionAction,
  disconnectConnectionAction,
  editConnectionAction,
  previewTransferAction,
  reauthenticateConnectionAction,
  refreshConnectionAction,
  restoreConnectionAction,
  transferConnectionAction,
  undoReauthenticationAction,
} from "./actions"

/** What the menu of a connection's row can do, wherever it stands. */
export const rowActions: RowActions = {
  refresh: refreshConnectionAction,
  cancel: cancelRefreshAction,
  edit: editConnectionAction,
  previewTransfer: previewTransferAction,
  transfer: transferConnectionAction,
  changeAccess: changeAccessAction,
  reauthenticate: reauthenticateConnectionAction,
  undoReauthentication: undoReauthenticationAction,
  preview: previewImpactAction,
  disconnect: disconnectConnectionAction,
  restore: restoreConnectionAction,
  remove: deleteConnectionAction,
}
