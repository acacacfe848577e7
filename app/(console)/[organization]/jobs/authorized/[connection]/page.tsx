import { BackToJob } from "@/components/jobs/back-to-job"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { authorizationInAddress } from "../../../authorizations/[connection]/find"

export const metadata = { title: "Go back to the job" }

type Props = { params: Promise<{ organization: string; connection: string }> }

export default async function JobAuthorizedPage({ params }: Props) {
  const { organization: slug, connection: id } = await params
  const authorization = await authorizationInAddress(id)

  return (
    <>
      <KeepFresh />
      <PageHeader title="Go back to the first tab" breadcrumbs={[{ label: "Jobs", href: paths.jobs(slug) }]} />
      <BackToJob slug={slug} authorization={authorization} />
    </>
  )
}
