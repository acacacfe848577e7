import type { Metadata } from "next"
import { EditJobForm } from "@/components/jobs/edit-job-form"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { editJobAction } from "../../actions"
import { find } from "../find"

type Props = { params: Promise<{ organization: string; job: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${(await find((await params).job)).name} · Jobs` }
}

export default async function EditJobPage({ params }: Props) {
  const { organization: slug, job: id } = await params
  const job = await find(id)
  const way = [
    { label: "Jobs", href: paths.jobs(slug) },
    { label: job.name, href: paths.job(slug, id) },
  ]

  return (
    <>
      <PageHeader title="Edit job" breadcrumbs={way} />
      <EditJobForm slug={slug} job={job} edit={editJobAction} />
    </>
  )
}
