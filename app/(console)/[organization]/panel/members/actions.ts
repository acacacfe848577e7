"use server"

import { action } from "@/lib/doors/action"
import { createInvitations } from "@/lib/invitations/create"
import { revokeInvitation } from "@/lib/invitations/revoke"
import { ownedByMember, previewLeaving } from "@/lib/members/owned"
import { removeMember } from "@/lib/members/remove"
import { makeResetLink } from "@/lib/members/reset-link"
import { updateMember } from "@/lib/members/update"
import { viewAs } from "@/lib/members/view-as"

export const viewAsAction = action(viewAs)
export const updateMemberAction = action(updateMember)
export const ownedByMemberAction = action(ownedByMember)
export const previewLeavingAction = action(previewLeaving)
export const removeMemberAction = action(removeMember)
export const makeResetLinkAction = action(makeResetLink)
export const createInvitationsAction = action(createInvitations)
export const revokeInvitationAction = action(revokeInvitation)
