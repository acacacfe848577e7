import { signInAgainAction } from "@/app/(auth)/sign-in/actions"
import { SignInAgain } from "@/components/accounts/sign-in-again"
import { NotEnabled } from "@/components/catalog/not-enabled"
import { ConnectWizard } from "@/components/connections/wizard/connect-wizard"
import { entranceIn, entranceOf } from "@/components/connections/wizard/entrance"
import { PageHeader } from "@/components/ui/page-header"
import { personOf } from "@/lib/access/context"
import { egressAddresses } from "@/lib/catalog/egress"
import { makeExternalId } from "@/lib/connections/external-id"
import { usualAccess } from "@/lib/connections/model"
import { consentFacts } from "@/lib/consents/way"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { findDraft } from "@/lib/drafts/find"
import { listFolder } from "@/lib/files/list-folder"
import { destinations } from "@/lib/organizations/model"
import { listTeams } from "@/lib/teams/list"
import { wizardActions } from "../wizard-actions"

type Props = { searchParams: Promise<Partial<Record<"platform" | "method" | "step" | "destination" | "for" | "consent", string>>> }

export const generateMetadata = async ({ searchParams }: Props) => ({ title: entranceOf(entranceIn((await searchParams).for)).title })

export default async function NewConnectionPage({ searchParams }: Props) {
  const [ctx, { destination: wanted, for: asked, consent, ...at }] = await Promise.all([answer(currentContext), searchParams])
  const { slug, connectivityEnabled, kind } = ctx.organization
  const entrance = entranceIn(asked)
  const { title, from } = entranceOf(entrance)
  if (!connectivityEnabled) return <NotEnabled slug={slug} title={title} />
  const [folder, draft, teams] = await Promise.all([read(listFolder, {}), read(findDraft, { form: "new-connection" }), read(listTeams, {})])
  const [{ role, email }, destination] = [personOf(ctx), destinations.find((one) => one === wanted)]
  const more = { made: makeExternalId(ctx.organizationId), kept: draft?.body, egress: egressAddresses(), consents: consentFacts(consent) }
  const access = { teams, agency: kind === "agency", usual: usualAccess(role, destination) }
  return (
    <SignInAgain email={email} signIn={signInAgainAction}>
      <PageHeader title={title} breadcrumbs={[from(slug, role)]} />
      <ConnectWizard {...{ slug, entrance, ...at, folder, destination, ...wizardActions, ...more, ...access }} />
    </SignInAgain>
  )
}
