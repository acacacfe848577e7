import { forbidden } from "next/navigation"
import type { ReactNode } from "react"
import { signInAgainAction } from "@/app/(auth)/sign-in/actions"
import { SignInAgain } from "@/components/accounts/sign-in-again"
import { PageHeader } from "@/components/ui/page-header"
import { TabsLinks } from "@/components/ui/tabs-links"
import { personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { allows } from "@/lib/doors/allows"
import { currentContext } from "@/lib/doors/context"
import { answer } from "@/lib/doors/read"
import { listMembers } from "@/lib/members/list"

const title = "Organization Management Panel"

/** For owners and admins. Others are told whom to ask, and nothing of what is in here. */
export default async function PanelLayout({ children }: { children: ReactNode }) {
  if (!(await allows(listMembers))) forbidden()
  const ctx = await answer(currentContext)
  const { slug, name, kind } = ctx.organization
  const tabs = [
    { label: "Source Connections", href: paths.sourceConnections(slug) },
    { label: "Teams", href: paths.panelTeams(slug) },
    { label: "Members", href: paths.panelMembers(slug) },
    ...(kind === "agency" ? [{ label: "Client accounts", href: paths.panelClients(slug) }] : []),
    { label: "Requests", href: paths.panelRequests(slug) },
    { label: "General", href: paths.panelGeneral(slug) },
  ]
  return (
    <SignInAgain email={personOf(ctx).email} signIn={signInAgainAction}>
      <PageHeader title={title} description={<bdi>{name}</bdi>} className="pb-3" />
      <TabsLinks label={title} items={tabs} className="mb-5" />
      {children}
    </SignInAgain>
  )
}
