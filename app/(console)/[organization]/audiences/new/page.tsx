import { AskKeepers } from "@/components/audiences/ask-keepers"
import { NewAudienceForm } from "@/components/audiences/new-audience-form"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { read } from "@/lib/doors/read"
import { listKeepers } from "@/lib/members/keepers"
import { createAudienceAction } from "../actions"

export const metadata = { title: "New audience" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ connection?: string }> }

export default async function NewAudiencePage({ params, searchParams }: Props) {
  const [{ organization: slug }, { connection }] = await Promise.all([params, searchParams])
  const [connections, keepers] = await Promise.all([read(listUsableConnections, {}), read(listKeepers, {})])

  return (
    <>
      <KeepFresh />
      <PageHeader title="New audience" breadcrumbs={[{ label: "Audiences", href: paths.audiences(slug) }]} />
      <NewAudienceForm
        slug={slug}
        connections={connections}
        first={connection}
        create={createAudienceAction}
        nobody={<AskKeepers keepers={keepers} />}
      />
    </>
  )
}
