import { KeepFresh } from "@/components/live/live"
import { RequestTable } from "@/components/requests/request-table"
import { Section } from "@/components/ui/card"
import { read } from "@/lib/doors/read"
import { listRequests } from "@/lib/requests/list"
import { approveRequestAction, declineRequestAction } from "./actions"

export const metadata = { title: "Requests" }

export default async function PanelRequestsPage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization: slug } = await params
  return (
    <Section title="Requests" description="What members asked for. Approving one grants a connection to that person; declining says why.">
      <KeepFresh />
      <RequestTable
        slug={slug}
        requests={await read(listRequests, {})}
        acts={{ approve: approveRequestAction, decline: declineRequestAction }}
      />
    </Section>
  )
}
