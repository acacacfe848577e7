import { KeepFresh } from "@/components/live/live"
import { MyRequests } from "@/components/requests/my-requests"
import { RequestForm } from "@/components/requests/request-form"
import { Section } from "@/components/ui/card"
import { PageHeader } from "@/components/ui/page-header"
import { listUsableConnections } from "@/lib/connections/list-usable"
import { read } from "@/lib/doors/read"
import { listMyRequests } from "@/lib/requests/list-mine"
import { createRequestAction, withdrawRequestAction } from "./actions"

export const metadata = { title: "Request access" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ connection?: string }> }

export default async function RequestsPage({ params, searchParams }: Props) {
  const [{ organization: slug }, { connection: asked }] = await Promise.all([params, searchParams])
  const [requests, connections] = await Promise.all([read(listMyRequests, {}), read(listUsableConnections, {})])
  const about = connections.find(({ id }) => id === asked)
  return (
    <>
      <KeepFresh />
      <PageHeader
        title="Request access"
        description="Say what you want to reach and what for. The owners and admins of the organization answer; you hear of it here and in your inbox."
      />
      <div className="grid items-start gap-7 rail:grid-cols-2">
        <RequestForm key={about?.id} about={about && { id: about.id, name: about.name }} action={createRequestAction} />
        <Section title="Your requests">
          <MyRequests slug={slug} requests={requests} withdraw={withdrawRequestAction} />
        </Section>
      </div>
    </>
  )
}
