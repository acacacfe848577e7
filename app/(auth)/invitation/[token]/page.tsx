import { Gate } from "@/components/accounts/gate"
import { InvitationJoin } from "@/components/accounts/invitation-join"
import { LinkGone } from "@/components/accounts/link-gone"
import { env } from "@/lib/base/env"
import { hasSingleSignOn } from "@/lib/doors/auth"
import { look } from "@/lib/doors/outside"
import { currentSession } from "@/lib/doors/session"
import { lookAtInvitation } from "@/lib/invitations/look"
import { roleLabels } from "@/lib/members/model"
import { singleSignOnAction } from "../../sign-in/actions"
import { joinAsKnownAction, joinAsMyselfAction, joinAsNewAction } from "./actions"

export const metadata = { title: "Invitation" }

const singleSignOn = hasSingleSignOn ? { name: env().OIDC_NAME, action: singleSignOnAction } : undefined
const ways = { asNew: joinAsNewAction, asKnown: joinAsKnownAction, asMyself: joinAsMyselfAction, singleSignOn }

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [found, session] = await Promise.all([look(lookAtInvitation, token), currentSession()])
  if (!found) return <LinkGone hint="Ask for a new invitation, or sign in." />
  const { email, organization, invitedBy, role } = found
  const person = found.person && { id: found.person.id, hasPassword: found.person.hasPassword }
  return (
    <Gate title={`Join ${organization}`} lead={`${invitedBy} invites you as ${roleLabels[role].toLowerCase()}.`}>
      <InvitationJoin token={token} said={{ email, organization, person }} me={session?.userId} ways={ways} />
    </Gate>
  )
}
