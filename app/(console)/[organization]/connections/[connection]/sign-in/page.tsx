import { forbidden, notFound } from "next/navigation"
import { mayReauthenticate } from "@/components/connections/may-reauthenticate"
import { ConsentAgain } from "@/components/consents/sign-in-again"
import { manifestOf } from "@/lib/connectors/manifests"
import { consentFacts } from "@/lib/consents/way"
import { beginConsentAction } from "../../actions"
import { connectionInAddress } from "../find"

type Props = { params: Promise<{ organization: string; connection: string }>; searchParams: Promise<{ consent?: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Sign in again · ${(await connectionInAddress((await params).connection)).name}`,
})

export default async function SignInAgainPage({ params, searchParams }: Props) {
  const [{ organization: slug, connection: id }, { consent }] = await Promise.all([params, searchParams])
  const connection = await connectionInAddress(id)
  if (!manifestOf(connection.platform).methods[connection.method]?.consent) notFound()
  if (!mayReauthenticate(connection)) forbidden()
  return <ConsentAgain slug={slug} connection={connection} failure={consentFacts(consent).failure} begin={beginConsentAction} />
}
