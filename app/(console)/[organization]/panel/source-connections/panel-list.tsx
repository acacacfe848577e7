"use client"

import { ConnectionList, type ListProps } from "@/components/connections/connection-list"
import { rowActions } from "../../connections/row-actions"
import { bulkConnectionsAction, matchConnectionsAction, previewBulkAction } from "./actions"

const bulk = { actions: { match: matchConnectionsAction, preview: previewBulkAction, act: bulkConnectionsAction } }

/** The list with its acts. They are named here, in the browser's part, and not sent along with each page. */
export const PanelList = (props: ListProps) => <ConnectionList {...props} actions={rowActions} bulk={bulk} />
