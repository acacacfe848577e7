import { AskKeepers } from "@/components/audiences/ask-keepers"
import { KeepFresh } from "@/components/live/live"
import { NewQueryForm } from "@/components/queries/new-query-form"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { mayConnect } from "@/lib/connections/may-connect"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { findDraft } from "@/lib/drafts/find"
import { listKeepers } from "@/lib/members/keepers"
import { listDestinations } from "@/lib/queries/destinations"
import { discardDraftAction, saveDraftAction } from "../../connections/actions"
import { createQueryAction } from "../actions"

export const metadata = { title: "New query" }

const deeds = { create: createQueryAction, drafts: { save: saveDraftAction, discard: discardDraftAction } }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ connection?: string }> }

export default async function NewQueryPage({ params, searchParams }: Props) {
  const [{ organization: slug }, { connection: first }] = await Promise.all([params, searchParams])
  const [connections, keepers] = await Promise.all([read(listUsableConnections, {}), read(listKeepers, {})])
  const [destinations, draft, ctx] = await Promise.all([read(listDestinations, {}), find(), answer(currentContext)])
  const given = { slug, connections, destinations, first, kept: draft?.body, mayConnect: mayConnect(ctx) }

  return (
    <>
      <KeepFresh />
      <PageHeader title="New query" breadcrumbs={[{ label: "Queries", href: paths.queries(slug) }]} />
      <NewQueryForm {...given} {...deeds} nobody={<AskKeepers what="A query" keepers={keepers} />} />
    </>
  )
}

const find = () => read(findDraft, { form: "new-query" })
