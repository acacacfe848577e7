import { beginConsentAction, createConnectionAction, discardDraftAction, saveDraftAction } from "./actions"

/** What the wizard says, step by step. */
export const wizardActions = {
  create: createConnectionAction,
  begin: beginConsentAction,
  drafts: { save: saveDraftAction, discard: discardDraftAction },
}
