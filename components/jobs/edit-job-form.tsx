"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { notifyDone } from "@/components/ui/notify"
import { useLeaveWarning } from "@/components/ui/use-leave-warning"
import type { Result } from "@/lib/base/errors"
import type { AudienceId, JobId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { JobDetail, Settings } from "@/lib/jobs/model"
import type { JobDraft } from "./draft"
import { SavePanel } from "./save-panel"
import { SettingsStep } from "./settings-step"
import { useJobForm } from "./use-job-form"

type Edit = (input: {
  jobId: JobId
  version: number
  name: string
  settings: Settings
  everyMinutes: JobDraft["everyMinutes"]
}) => Promise<Result<{ id: JobId; version: number }>>
type Props = { slug: string; job: JobDetail; edit: Edit }

/** Name, settings and schedule. Another authorization or audience is another job. */
export function EditJobForm({ slug, job, edit }: Props) {
  if (job.readOnly === null && job.connection) return <Editor slug={slug} job={job} edit={edit} />
  return (
    <Banner tone="warn" title="You can look at this job and not change it.">
      {job.readOnly}
    </Banner>
  )
}

function Editor({ slug, job: { id: jobId, connection, audience, ...job }, edit }: Props) {
  const router = useRouter()
  const [version, setVersion] = useState(job.version)
  const start: JobDraft = {
    name: job.name,
    type: job.type,
    connectionId: connection?.id,
    audienceId: audience?.id as AudienceId | undefined,
    settings: job.settings,
    everyMinutes: job.everyMinutes as JobDraft["everyMinutes"],
  }
  const form = useJobForm({
    slug,
    start,
    save: ({ name, settings, everyMinutes }) => edit({ jobId, version, name, settings, everyMinutes }),
  })
  useLeaveWarning(form.dirty)
  const { present } = form
  const submit = async () => {
    if (!(await form.submit())) return
    notifyDone(`“${form.draft.name.trim()}” is saved`)
    router.push(paths.job(slug, jobId))
  }
  const meet = (seen: number) => {
    setVersion(seen)
    form.forget()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px]"
    >
      <SettingsStep form={form} />
      <SavePanel slug={slug} form={form} label="Save changes" back={paths.job(slug, jobId)}>
        {present && (
          <Banner tone="warn" live title="Somebody else has saved this job meanwhile.">
            <p>Theirs is called “{present.name}”. Your changes are still here and not saved.</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button size="small" onClick={() => location.reload()}>
                Load theirs
              </Button>
              <Button size="small" onClick={() => meet(present.version)}>
                Keep mine
              </Button>
            </div>
          </Banner>
        )}
      </SavePanel>
    </form>
  )
}
