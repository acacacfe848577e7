"use client"

import { Ellipsis } from "lucide-react"
import { useState } from "react"
import { IconButton } from "@/components/ui/icon-button"
import { MenuButton } from "@/components/ui/menu-button"
import { notifyFailure } from "@/components/ui/notify"
import type { Action } from "@/components/ui/use-action"
import type { UserId } from "@/lib/base/ids"
import type { Member } from "@/lib/members/list"
import { MemberDialog, type UpdateMember } from "./member-dialog"
import type { TeamName } from "./member-fields"
import { type RemoveActions, RemoveMember } from "./remove-member"
import { type MakeResetLink, ResetLinkDialog } from "./reset-link-dialog"

export type MemberActs = {
  update: UpdateMember
  leaving: RemoveActions
  viewAs: Action<{ userId: UserId }, unknown>
  /** Where one lands as another: what one stands on may not be for them. */
  home: string
  /** Absent for those who may not. */
  resetLink?: MakeResetLink
}
type MemberMenuProps = MemberActs & { member: Member; own: string; teams: readonly TeamName[]; lastOwner: boolean; isMe: boolean }

export function MemberMenu({ member, own, teams, lastOwner, isMe, update, leaving, viewAs, home, resetLink }: MemberMenuProps) {
  const [shown, setShown] = useState<"edit" | "reset" | "remove">()
  const dialog = (name: typeof shown) => ({ open: shown === name, onOpenChange: (open: boolean) => setShown(open ? name : undefined) })
  const { userId, name } = member
  const look = async () => {
    const result = await viewAs({ userId })
    // Everything on the page is another's now, the open stream too.
    if (result.ok) window.location.assign(home)
    else notifyFailure(result.error)
  }
  const beyond = member.role === "owner" && own !== "owner"
  return (
    <>
      <MenuButton
        button={(press) => (
          <IconButton label={`Actions for ${name}`} size="icon-small" {...press}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        )}
        entries={() => [
          { kind: "act", label: "Change role, seat and teams", act: () => setShown("edit") },
          !isMe && { kind: "act", label: "View as", act: () => void look() },
          resetLink !== undefined && { kind: "act", label: "Make password reset link", act: () => setShown("reset") },
          {
            kind: "act",
            label: lastOwner ? "Remove (the last owner stays)" : beyond ? "Remove (only by an owner)" : "Remove from organization",
            danger: true,
            disabled: lastOwner || beyond,
            act: () => setShown("remove"),
          },
        ]}
      />
      <MemberDialog
        member={member}
        own={own}
        lastOwner={lastOwner}
        teams={teams}
        update={update}
        owned={leaving.owned}
        {...dialog("edit")}
      />
      {resetLink && <ResetLinkDialog member={member} make={resetLink} {...dialog("reset")} />}
      {shown === "remove" && <RemoveMember member={member} actions={leaving} onClose={() => setShown(undefined)} />}
    </>
  )
}
