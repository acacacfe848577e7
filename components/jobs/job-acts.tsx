"use client"

import { Pause, Play } from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { ActionButton } from "@/components/ui/action-button"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { paths } from "@/lib/base/paths"
import type { JobDetail } from "@/lib/jobs/model"
import { can } from "@/lib/jobs/states"
import type { Act } from "./job-bar"

type Props = { slug: string; job: JobDetail; acts: Record<"pause" | "resume" | "run" | "remove", Act> }

/** What can be done with a job now. Pausing and resuming undo each other. */
export function JobActs({ slug, job: { id: jobId, name, state, readOnly }, acts }: Props) {
  const router = useRouter()
  const input = { jobId }
  return (
    <>
      {can("pause", state) && (
        <ActionButton
          label="Pause"
          icon={<Pause aria-hidden="true" />}
          action={acts.pause}
          input={input}
          done={`“${name}” is paused`}
          undo={{ act: () => acts.resume(input), done: `“${name}” goes on` }}
        />
      )}
      {can("resume", state) && (
        <ActionButton
          label="Resume"
          variant="primary"
          icon={<Play aria-hidden="true" />}
          action={acts.resume}
          input={input}
          done={`“${name}” goes on`}
          undo={{ act: () => acts.pause(input), done: `“${name}” is paused` }}
        />
      )}
      {can("run", state) && (
        <ActionButton label="Run now" action={acts.run} input={input} refusal={state === "running" ? "A run is under way." : undefined} />
      )}
      {readOnly === null && (
        <Button asChild>
          <Link href={paths.editJob(slug, jobId)}>Edit</Link>
        </Button>
      )}
      <ConfirmDialog
        trigger={<Button variant="danger">Delete</Button>}
        title={`Delete “${name}”?`}
        consequence="The job, its runs and what it brought are gone for everybody in the team. What it delivered stays where it was delivered. This cannot be undone."
        label="Delete job"
        action={acts.remove}
        input={input}
        done={`“${name}” is deleted`}
        onDone={() => router.push(paths.jobs(slug))}
      />
    </>
  )
}
