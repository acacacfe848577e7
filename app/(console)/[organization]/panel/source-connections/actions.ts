"use server"

import { bulkConnections } from "@/lib/bulk/apply"
import { matchConnections } from "@/lib/bulk/match"
import { previewBulk } from "@/lib/bulk/preview"
import { action } from "@/lib/doors/action"

export const matchConnectionsAction = action(matchConnections)
export const previewBulkAction = action(previewBulk)
export const bulkConnectionsAction = action(bulkConnections)
