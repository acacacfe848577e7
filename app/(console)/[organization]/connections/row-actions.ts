import type { RowActions } from "@/components/connections/row-menu"
import {
  cancelRefreshAction,
  editConnectionAction,
  previewTransferAction,
  refreshConnectionAction,
  transferConnectionAction,
} from "./actions"

/** What the menu of a connection's row can do, wherever it stands. */
export const rowActions: RowActions = {
  refresh: refreshConnectionAction,
  cancel: cancelRefreshAction,
  edit: editConnectionAction,
  previewTransfer: previewTransferAction,
  transfer: transferConnectionAction,
}
