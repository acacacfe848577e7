import { InvitationTable } from "@/components/members/invitation-table"
import { InviteDialog } from "@/components/members/invite-dialog"
import { MemberTable } from "@/components/members/member-table"
import { Section } from "@/components/ui/card"
import { personOf } from "@/lib/access/context"
import { allows } from "@/lib/doors/allows"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { listInvitations } from "@/lib/invitations/list"
import { listMembers } from "@/lib/members/list"
import { makeResetLink } from "@/lib/members/reset-link"
import { listTeams } from "@/lib/teams/list"
import { createInvitationsAction, makeResetLinkAction, removeMemberAction, revokeInvitationAction, updateMemberAction } from "./actions"

export const metadata = { title: "Members" }

export default async function MembersPage() {
  const [members, invitations, all] = await Promise.all([read(listMembers, {}), read(listInvitations, {}), read(listTeams, {})])
  const { userId, role } = personOf(await answer(currentContext))
  const teams = all.map(({ id, name }) => ({ id, name }))
  const resetLink = (await allows(makeResetLink)) ? makeResetLinkAction : undefined
  return (
    <div className="grid gap-7">
      <Section title="Members" actions={<InviteDialog own={role} teams={teams} invite={createInvitationsAction} />}>
        <MemberTable
          members={members}
          me={{ userId, role }}
          teams={teams}
          acts={{ update: updateMemberAction, remove: removeMemberAction, resetLink }}
        />
      </Section>
      {invitations.length > 0 && (
        <Section title="Invitations" description="Not accepted yet. A link was shown when it was made; to get a new one, invite again.">
          <InvitationTable invitations={invitations} revoke={revokeInvitationAction} />
        </Section>
      )}
    </div>
  )
}
