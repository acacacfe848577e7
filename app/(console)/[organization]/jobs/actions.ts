"use server"

import { action } from "@/lib/doors/action"
import { createJob } from "@/lib/jobs/create"
import { editJob } from "@/lib/jobs/edit"
import { pauseJob, resumeJob } from "@/lib/jobs/pause"
import { removeJob } from "@/lib/jobs/remove"
import { runJobNow } from "@/lib/jobs/run-now"

export const createJobAction = action(createJob)
export const editJobAction = action(editJob)
export const pauseJobAction = action(pauseJob)
export const resumeJobAction = action(resumeJob)
export const runJobNowAction = action(runJobNow)
export const removeJobAction = action(removeJob)
