import type { MemberActs } from "@/components/members/member-menu"
import { paths } from "@/lib/base/paths"
import {
  makeResetLinkAction,
  ownedByMemberAction,
  previewLeavingAction,
  removeMemberAction,
  updateMemberAction,
  viewAsAction,
} from "./actions"

/** What the menu of a member can do. */
export const memberActs = (slug: string, mayReset: boolean): MemberActs => ({
  update: updateMemberAction,
  leaving: { owned: ownedByMemberAction, preview: previewLeavingAction, remove: removeMemberAction },
  viewAs: viewAsAction,
  home: paths.home(slug),
  resetLink: mayReset ? makeResetLinkAction : undefined,
})
