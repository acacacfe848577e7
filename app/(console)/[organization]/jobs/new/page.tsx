import { AskKeepers } from "@/components/audiences/ask-keepers"
import { NewJobForm } from "@/components/jobs/new-job-form"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { listAudiences } from "@/lib/audiences/list"
import { paths } from "@/lib/base/paths"
import { mayConnect } from "@/lib/connections/may-connect"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { findDraft } from "@/lib/drafts/find"
import { listJobAuthorizations } from "@/lib/jobs/authorizations"
import { listKeepers } from "@/lib/members/keepers"
import { discardDraftAction, saveDraftAction } from "../../connections/actions"
import { createJobAction } from "../actions"

export const metadata = { title: "New job" }

const drafts = { save: saveDraftAction, discard: discardDraftAction }
type Props = { params: Promise<{ organization: string }> }

export default async function NewJobPage({ params }: Props) {
  const { organization: slug } = await params
  const [authorizations, { rows: audiences }] = await Promise.all([read(listJobAuthorizations, {}), read(listAudiences, { size: 200 })])
  const [keepers, draft, ctx] = await Promise.all([read(listKeepers, {}), read(findDraft, { form: "new-job" }), answer(currentContext)])
  const given = { slug, authorizations, audiences, kept: draft?.body, mayConnect: mayConnect(ctx), drafts }

  return (
    <>
      <KeepFresh />
      <PageHeader title="New job" breadcrumbs={[{ label: "Jobs", href: paths.jobs(slug) }]} />
      <NewJobForm {...given} create={createJobAction} nobody={<AskKeepers what="A job" keepers={keepers} />} />
    </>
  )
}
