import { AudienceList } from "@/components/audiences/audience-list"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { listAudiences } from "@/lib/audiences/list"
import { paths } from "@/lib/base/paths"
import { newestFilter } from "@/lib/dependents/model"
import { read } from "@/lib/doors/read"
import { removeAudienceAction } from "./actions"

export const metadata = { title: "Audiences" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

export default async function AudiencesPage({ params, searchParams }: Props) {
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const filter = newestFilter.parse(asked)
  const page = await read(listAudiences, filter)
  const action = page.total > 0 && { label: "New audience", href: paths.newAudience(slug) }

  return (
    <>
      <KeepFresh />
      <PageHeader title="Audiences" description="Filters over live data of the connections that you may use." action={action} />
      <AudienceList slug={slug} page={page} q={filter.q} remove={removeAudienceAction} />
    </>
  )
}
