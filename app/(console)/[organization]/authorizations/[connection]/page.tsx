import { AuthorizationHeader } from "@/components/authorizations/authorization-header"
import { AuthorizationSummary } from "@/components/authorizations/authorization-summary"
import { KeepFresh } from "@/components/live/live"
import { UsageCard } from "@/components/usage/usage-card"
import { listAuthorizations } from "@/lib/authorizations/list"
import { paths } from "@/lib/base/paths"
import { allows } from "@/lib/doors/allows"
import { recheckConnectionAction } from "../../connections/actions"
import { rowActions } from "../../connections/row-actions"
import { checkNowAction, deleteAuthorizationAction } from "../actions"
import { authorizationInAddress } from "./find"
import { Jobs } from "./jobs"

type Props = { params: Promise<{ organization: string; connection: string }>; searchParams: Promise<Record<string, string>> }

const { edit, preview, disconnect, restore } = rowActions
const actions = { edit, preview, disconnect, restore, remove: deleteAuthorizationAction, check: checkNowAction }

export const generateMetadata = async ({ params }: Props) => ({
  title: `${(await authorizationInAddress((await params).connection)).name} · Authorizations`,
})

export default async function AuthorizationPage({ params, searchParams }: Props) {
  const [{ organization: slug, connection: id }, query] = await Promise.all([params, searchParams])
  const [authorization, dashboard] = await Promise.all([authorizationInAddress(id), allows(listAuthorizations)])
  const list = dashboard
    ? { label: "Authorizations", href: paths.authorizations(slug) }
    : { label: "Connections", href: paths.connections(slug) }
  return (
    <>
      <KeepFresh />
      <AuthorizationHeader slug={slug} authorization={authorization} list={list} actions={actions} />
      <AuthorizationSummary slug={slug} authorization={authorization} actions={{ ...actions, recheck: recheckConnectionAction }}>
        {authorization.may.edit === true && <UsageCard slug={slug} id={id} />}
        <Jobs slug={slug} id={authorization.id} query={query} />
      </AuthorizationSummary>
    </>
  )
}
