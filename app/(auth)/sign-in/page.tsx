import { redirect } from "next/navigation"
import { Gate } from "@/components/accounts/gate"
import { SignInForm } from "@/components/accounts/sign-in-form"
import { Banner } from "@/components/ui/banner"
import { safeNext } from "@/lib/accounts/model"
import { env } from "@/lib/base/env"
import { hasSingleSignOn } from "@/lib/doors/auth"
import { currentSession } from "@/lib/doors/session"
import { signInAction, singleSignOnAction } from "./actions"

export const metadata = { title: "Sign in" }

const strangerSaid =
  "Your organization's sign-on knows you, Patchbay does not. Ask an owner or admin of the organization for an invitation."

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { next, refused, error } = await searchParams
  const back = safeNext(next)
  if (await currentSession()) redirect(back)
  const singleSignOn = hasSingleSignOn ? { name: env().OIDC_NAME, action: singleSignOnAction } : undefined
  return (
    <Gate title="Sign in">
      {refused === "stranger" && <Banner tone="warn" title={strangerSaid} className="mb-4" />}
      {error && <Banner tone="bad" title="Single sign-on did not finish. Try again, or sign in with your password." className="mb-4" />}
      <SignInForm action={signInAction} next={back === "/" ? undefined : back} singleSignOn={singleSignOn} />
    </Gate>
  )
}
