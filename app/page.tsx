import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { signOutAction } from "@/app/(auth)/sign-in/actions"
import { NowhereYet } from "@/components/organizations/nowhere-yet"
import { paths } from "@/lib/base/paths"
import { look } from "@/lib/doors/outside"
import { currentSession } from "@/lib/doors/session"
import { listOrganizations } from "@/lib/organizations/list"

/** Leads to the organization that was open last, else to the first. */
export default async function StartPage() {
  const session = await currentSession()
  if (!session) redirect(paths.signIn())
  const organizations = await look(listOrganizations, session.userId)
  const last = (await cookies()).get("patchbay-organization")?.value
  const open = organizations.find(({ slug }) => slug === last) ?? organizations[0]
  if (open) redirect(paths.home(open.slug))
  return <NowhereYet signOut={signOutAction} />
}
