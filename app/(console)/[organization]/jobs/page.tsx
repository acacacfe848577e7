import { JobList } from "@/components/jobs/job-list"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { read } from "@/lib/doors/read"
import { listJobs } from "@/lib/jobs/list"
import { jobFilter } from "@/lib/jobs/model"
import { pauseJobAction, resumeJobAction } from "./actions"

export const metadata = { title: "Jobs" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

export default async function JobsPage({ params, searchParams }: Props) {
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const filter = jobFilter.parse(asked)
  const page = await read(listJobs, filter)
  const action = page.total > 0 && { label: "New job", href: paths.newJob(slug) }

  return (
    <>
      <KeepFresh />
      <PageHeader title="Jobs" description="What brings in, sends out or enriches data with an authorization." action={action} />
      <JobList slug={slug} page={page} filter={filter} pause={pauseJobAction} resume={resumeJobAction} />
    </>
  )
}
