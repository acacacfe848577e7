import { Gate } from "@/components/accounts/gate"
import { LinkGone } from "@/components/accounts/link-gone"
import { SetUpForm } from "@/components/accounts/set-up-form"
import { lookAtLink } from "@/lib/accounts/links"
import { env } from "@/lib/base/env"
import { look } from "@/lib/doors/outside"
import { setUpAction } from "./actions"

export const metadata = { title: "Set up" }

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!(await look(lookAtLink, token, "set-up"))) return <LinkGone hint="A new one is printed when Patchbay is started again." />
  return (
    <Gate title="Set up Patchbay" lead="Name the organization whose data sources are connected here. You become its first owner.">
      <SetUpForm action={setUpAction} token={token} site={new URL(env().PATCHBAY_URL).host} />
    </Gate>
  )
}
