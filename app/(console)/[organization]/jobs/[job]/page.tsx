import type { Metadata } from "next"
import { JobActs } from "@/components/jobs/job-acts"
import { JobState } from "@/components/jobs/job-state"
import { JobView } from "@/components/jobs/job-view"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { pauseJobAction, removeJobAction, resumeJobAction, runJobNowAction } from "../actions"
import { find } from "./find"

const acts = { pause: pauseJobAction, resume: resumeJobAction, run: runJobNowAction, remove: removeJobAction }
type Props = { params: Promise<{ organization: string; job: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await find((await params).job)).name} · Jobs` }
}

export default async function JobPage({ params }: Props) {
  const { organization: slug, job: id } = await params
  const job = await find(id)

  return (
    <>
      <KeepFresh />
      <PageHeader
        title={job.name}
        status={<JobState job={job} />}
        breadcrumbs={[{ label: "Jobs", href: paths.jobs(slug) }]}
        actions={<JobActs slug={slug} job={job} acts={acts} />}
      />
      <JobView slug={slug} job={job} />
    </>
  )
}
