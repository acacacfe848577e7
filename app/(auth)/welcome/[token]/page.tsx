import { Gate } from "@/components/accounts/gate"
import { LinkGone } from "@/components/accounts/link-gone"
import { OneButtonForm } from "@/components/accounts/one-button-form"
import { lookAtLink } from "@/lib/accounts/links"
import { look } from "@/lib/doors/outside"
import { welcomeAction } from "./actions"

export const metadata = { title: "Sign in" }

/** Looking uses nothing up: mail scanners and previews open links too. The button does. */
export default async function WelcomePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await look(lookAtLink, token, "sign-in")
  if (!link) return <LinkGone />
  return (
    <Gate title={`Welcome, ${link.name}`} lead={`This link signs you in once, as ${link.email}.`}>
      <OneButtonForm action={welcomeAction} token={token} label="Sign in" />
    </Gate>
  )
}
