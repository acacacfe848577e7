import type { RowActions } from "@/components/connections/row-menu"
import { previewImpactAction } from "../actions"
import {
  cancelRefreshAction,
  deleteConnectionAction,
  disconnectConnectionAction,
  editConnectionAction,
  refreshConnectionAction,
  restoreConnectionAction,
} from "./actions"

/** What the menu of a connection's row can do, wherever it stands. */
export const rowActions: RowActions = {
  refresh: refreshConnectionAction,
  cancel: cancelRefreshAction,
  edit: editConnectionAction,
  preview: previewImpactAction,
  disconnect: disconnectConnectionAction,
  restore: restoreConnectionAction,
  remove: deleteConnectionAction,
}
