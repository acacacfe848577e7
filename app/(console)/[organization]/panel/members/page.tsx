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
import { createInvitationsAction, revokeInvitationAction } from "./actions"
import { memberActs } from "./member-acts"

export const metadata = { title: "Members" }

export default async function MembersPage() {
  const [members, invitations, all] = await Promise.all([read(listMembers, {}), read(listInvitations, {}), read(listTeams, {})])
  const ctx = await answer(currentContext)
  const { userId, role } = personOf(ctx)
  const teams = all.map(({ id, name }) => ({ id, name }))
  const acts = memberActs(ctx.organization.slug, await allows(makeResetLink))
  return (
    <div className="grid gap-7">
      <Section title="Members" actions={<InviteDialog own={role} teams={teams} invite={createInvitationsAction} />}>
        <MemberTable members={members} me={{ userId, role }} teams={teams} acts={acts} />
      </Section>
      {invitations.length > 0 && (
        <Section title="Invitations" description="Not accepted yet. A link was shown when it was made; to get a new one, invite again.">
          <InvitationTable invitations={invitations} revoke={revokeInvitationAction} />
        </Section>
      )}
    </div>
  )
}
