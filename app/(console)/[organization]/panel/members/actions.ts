"use server"

import { action } from "@/lib/doors/action"
import { createInvitations } from "@/lib/invitations/create"
import { revokeInvitation } from "@/lib/invitations/revoke"
import { makeResetLink } from "@/lib/members/reset-link"
import { viewAs } from "@/lib/members/view-as"
import { ownedByMember, previewLeaving } from "@/lib/offboarding/owned"
import { removeMember } from "@/lib/offboarding/remove"
import { updateMember } from "@/lib/offboarding/update"

export const viewAsAction = action(viewAs)
export const updateMemberAction = action(updateMember)
export const ownedByMemberAction = action(ownedByMember)
export const previewLeavingAction = action(previewLeaving)
export const removeMemberAction = action(removeMember)
export const makeResetLinkAction = action(makeResetLink)
export const createInvitationsAction = action(createInvitations)
export const revokeInvitationAction = action(revokeInvitation)
