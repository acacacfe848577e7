import { Gate } from "@/components/accounts/gate"
import { ResetPasswordForm } from "@/components/accounts/join-forms"
import { LinkGone } from "@/components/accounts/link-gone"
import { lookAtLink } from "@/lib/accounts/links"
import { look } from "@/lib/doors/outside"
import { resetPasswordAction } from "./actions"

export const metadata = { title: "New password" }

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await look(lookAtLink, token, "password-reset")
  if (!link?.email) return <LinkGone hint="Ask an owner of your organization for a new one." />
  return (
    <Gate title="Choose a new password" lead={`For ${link.email}. You are signed out everywhere else.`}>
      <ResetPasswordForm action={resetPasswordAction} token={token} email={link.email} />
    </Gate>
  )
}
