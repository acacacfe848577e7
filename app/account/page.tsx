import { redirect } from "next/navigation"
import { AccountPage } from "@/components/accounts/account-page"
import { findAccount } from "@/lib/accounts/find"
import { paths } from "@/lib/base/paths"
import { look } from "@/lib/doors/outside"
import { currentSession } from "@/lib/doors/session"
import { listOrganizations } from "@/lib/organizations/list"
import { listSessions } from "@/lib/sessions/list"
import { signInAgainAction, signOutAction } from "../(auth)/sign-in/actions"
import { changePasswordAction, endOtherSessionsAction, endSessionAction } from "./actions"

export const metadata = { title: "Your account" }

export default async function OwnAccountPage() {
  const session = await currentSession()
  if (!session) redirect(paths.signIn(paths.account()))
  const { userId, id } = session
  const [account, sessions, organizations] = await Promise.all([
    look(findAccount, userId),
    look(listSessions, userId),
    look(listOrganizations, userId),
  ])
  const acts = {
    changePassword: changePasswordAction,
    end: endSessionAction,
    endOthers: endOtherSessionsAction,
    signIn: signInAgainAction,
    signOut: signOutAction,
  }
  return <AccountPage account={account} sessions={sessions} here={id} organizations={organizations} acts={acts} />
}
