import { JoinAsKnownForm, JoinAsNewForm } from "@/components/accounts/join-forms"
import { OneButtonForm } from "@/components/accounts/one-button-form"
import { SingleSignOnButton } from "@/components/accounts/sign-in-form"
import { paths } from "@/lib/base/paths"
import type { VisitorForm } from "./use-visitor-form"

type Ways = { asNew: VisitorForm; asKnown: VisitorForm; asMyself: VisitorForm; singleSignOn?: { name: string; action: VisitorForm } }
type Said = { email: string; organization: string; person?: { id: string; hasPassword: boolean } }

/** One way in, by who holds the link: signed in already, known here, or new. */
export function InvitationJoin({ token, said, me, ways }: { token: string; said: Said; me?: string; ways: Ways }) {
  const { email, organization, person } = said
  if (person && person.id === me) return <OneButtonForm action={ways.asMyself} token={token} label={`Join ${organization}`} />
  const fields = { token, email, organization }
  return (
    <>
      {!person && <JoinAsNewForm action={ways.asNew} {...fields} />}
      {person?.hasPassword && <JoinAsKnownForm action={ways.asKnown} {...fields} />}
      {person && !person.hasPassword && !ways.singleSignOn && (
        <p>Your account has no password yet. Ask an owner of one of your organizations for a password reset link, then come back.</p>
      )}
      {ways.singleSignOn && <SingleSignOnButton {...ways.singleSignOn} next={paths.invitation(token)} invitation={token} />}
    </>
  )
}
