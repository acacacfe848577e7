"use server"

import { cancelRefresh } from "@/lib/connections/cancel-refresh"
import { correctConnection } from "@/lib/connections/correct"
import { createConnection } from "@/lib/connections/create"
import { editConnection } from "@/lib/connections/edit"
import { recheckConnection } from "@/lib/connections/recheck"
import { refreshConnection } from "@/lib/connections/refresh"
import { shareWithTeams } from "@/lib/connections/share-with-teams"
import { previewTransfer, transferConnection } from "@/lib/connections/transfer"
import { action } from "@/lib/doors/action"
import { discardDraft } from "@/lib/drafts/discard"
import { saveDraft } from "@/lib/drafts/save"

export const createConnectionAction = action(createConnection)
export const editConnectionAction = action(editConnection)
export const correctConnectionAction = action(correctConnection)
export const recheckConnectionAction = action(recheckConnection)
export const shareWithTeamsAction = action(shareWithTeams)
export const refreshConnectionAction = action(refreshConnection)
export const cancelRefreshAction = action(cancelRefresh)
export const previewTransferAction = action(previewTransfer)
export const transferConnectionAction = action(transferConnection)
export const saveDraftAction = action(saveDraft)
export const discardDraftAction = action(discardDraft)
