import { signInAgainAction } from "@/app/(auth)/sign-in/actions"
import { SignInAgain } from "@/components/accounts/sign-in-again"
import { NotEnabled } from "@/components/catalog/not-enabled"
import { ConnectWizard } from "@/components/connections/wizard/connect-wizard"
import { PageHeader } from "@/components/ui/page-header"
import { isRole, personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { egressAddresses } from "@/lib/catalog/egress"
import { makeExternalId } from "@/lib/connections/external-id"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { findDraft } from "@/lib/drafts/find"
import { listFolder } from "@/lib/files/list-folder"
import { listTeams } from "@/lib/teams/list"
import { createConnectionAction, discardDraftAction, saveDraftAction } from "../actions"

export const metadata = { title: "New Source Connection" }

type Props = { searchParams: Promise<{ platform?: string; step?: string }> }

export default async function NewConnectionPage({ searchParams }: Props) {
  const [ctx, { platform, step }] = await Promise.all([answer(currentContext), searchParams])
  const { slug, connectivityEnabled, kind } = ctx.organization
  if (!connectivityEnabled) return <NotEnabled slug={slug} title="New Source Connection" />
  const [folder, draft, all] = await Promise.all([read(listFolder, {}), read(findDraft, { form: "new-connection" }), read(listTeams, {})])
  const teams = all.map(({ memberCount, ...team }) => ({ ...team, members: memberCount }))
  const { role, email } = personOf(ctx)
  const usual = isRole(role, ["owner", "admin"]) ? "all teams" : "private"
  return (
    <SignInAgain email={email} signIn={signInAgainAction}>
      <PageHeader title="New Source Connection" breadcrumbs={[{ label: "Catalog", href: paths.catalog(slug) }]} />
      <ConnectWizard
        {...{ slug, platform, step, folder, teams, usual, agency: kind === "agency", egress: egressAddresses() }}
        {...{ made: makeExternalId(ctx.organizationId), kept: draft?.body, create: createConnectionAction }}
        drafts={{ save: saveDraftAction, discard: discardDraftAction }}
      />
    </SignInAgain>
  )
}
