import { signInAgainAction } from "@/app/(auth)/sign-in/actions"
import { SignInAgain } from "@/components/accounts/sign-in-again"
import { NotEnabled } from "@/components/catalog/not-enabled"
import { ConnectWizard } from "@/components/connections/wizard/connect-wizard"
import { PageHeader } from "@/components/ui/page-header"
import { personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { egressAddresses } from "@/lib/catalog/egress"
import { makeExternalId } from "@/lib/connections/external-id"
import { usualAccess } from "@/lib/connections/model"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { findDraft } from "@/lib/drafts/find"
import { listFolder } from "@/lib/files/list-folder"
import { destinations } from "@/lib/organizations/model"
import { listTeams } from "@/lib/teams/list"
import { createConnectionAction, discardDraftAction, saveDraftAction } from "../actions"

export const metadata = { title: "New Source Connection" }

const deeds = { create: createConnectionAction, drafts: { save: saveDraftAction, discard: discardDraftAction } }
type Props = { searchParams: Promise<{ platform?: string; step?: string; destination?: string }> }

export default async function NewConnectionPage({ searchParams }: Props) {
  const [ctx, { platform, step, destination: wanted }] = await Promise.all([answer(currentContext), searchParams])
  const { slug, connectivityEnabled, kind } = ctx.organization
  if (!connectivityEnabled) return <NotEnabled slug={slug} title="New Source Connection" />
  const [folder, draft, all] = await Promise.all([read(listFolder, {}), read(findDraft, { form: "new-connection" }), read(listTeams, {})])
  const teams = all.map(({ memberCount, ...team }) => ({ ...team, members: memberCount }))
  const { role, email } = personOf(ctx)
  const destination = destinations.find((one) => one === wanted)
  const more = { made: makeExternalId(ctx.organizationId), kept: draft?.body, egress: egressAddresses(), agency: kind === "agency" }
  return (
    <SignInAgain email={email} signIn={signInAgainAction}>
      <PageHeader title="New Source Connection" breadcrumbs={[{ label: "Catalog", href: paths.catalog(slug) }]} />
      <ConnectWizard {...{ slug, platform, step, folder, teams, destination, ...deeds, ...more }} usual={usualAccess(role, destination)} />
    </SignInAgain>
  )
}
