"use server"

import { cancelRefresh } from "@/lib/connections/cancel-refresh"
import { changeAccess } from "@/lib/connections/change-access"
import { createConnection } from "@/lib/connections/create"
import { deleteConnection } from "@/lib/connections/delete"
import { disconnectConnection } from "@/lib/connections/disconnect"
import { editConnection } from "@/lib/connections/edit"
import { giveOwnership } from "@/lib/connections/give-ownership"
import { reauthenticateConnection } from "@/lib/connections/reauthenticate"
import { recheckConnection } from "@/lib/connections/recheck"
import { reconnect } from "@/lib/connections/reconnect"
import { revokeReconnectLink, sendReconnectLink } from "@/lib/connections/reconnect-link"
import { refreshConnection } from "@/lib/connections/refresh"
import { restoreConnection } from "@/lib/connections/restore"
import { previewTransfer, transferConnection } from "@/lib/connections/transfer"
import { undoReauthentication } from "@/lib/connections/undo-reauthentication"
import { beginConsent } from "@/lib/consents/begin"
import { action } from "@/lib/doors/action"
import { discardDraft } from "@/lib/drafts/discard"
import { saveDraft } from "@/lib/drafts/save"
import { previewReplacement } from "@/lib/replacements/candidates"
import { replaceConnection } from "@/lib/replacements/replace"
import { undoReplacement } from "@/lib/replacements/undo"

export const createConnectionAction = action(createConnection)
export const beginConsentAction = action(beginConsent)
export const editConnectionAction = action(editConnection)
export const reauthenticateConnectionAction = action(reauthenticateConnection)
export const sendReconnectLinkAction = action(sendReconnectLink)
export const revokeReconnectLinkAction = action(revokeReconnectLink)
export const reconnectAction = action(reconnect)
export const undoReauthenticationAction = action(undoReauthentication)
export const recheckConnectionAction = action(recheckConnection)
export const changeAccessAction = action(changeAccess)
export const refreshConnectionAction = action(refreshConnection)
export const disconnectConnectionAction = action(disconnectConnection)
export const restoreConnectionAction = action(restoreConnection)
export const deleteConnectionAction = action(deleteConnection)
export const cancelRefreshAction = action(cancelRefresh)
export const previewTransferAction = action(previewTransfer)
export const transferConnectionAction = action(transferConnection)
export const saveDraftAction = action(saveDraft)
export const discardDraftAction = action(discardDraft)
export const giveOwnershipAction = action(giveOwnership)
export const previewReplacementAction = action(previewReplacement)
export const replaceConnectionAction = action(replaceConnection)
export const undoReplacementAction = action(undoReplacement)
