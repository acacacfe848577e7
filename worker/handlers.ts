import type * as z from "zod"
import type { Verb } from "@/lib/access/verb"
import { carryOver } from "@/lib/connections/carry-over"
import { checkHealth } from "@/lib/connections/check-health"
import { forgetConnection } from "@/lib/connections/forget"
import { carryOverJob, checkHealthJob, forgetJob, refreshSchemaJob, sweepJob, validateJob } from "@/lib/connections/jobs"
import { sweepConnections } from "@/lib/connections/sweep"
import { validateConnection } from "@/lib/connections/validate"
import { runJobJob } from "@/lib/jobs/jobs"
import { runJob } from "@/lib/jobs/run"
import { sendMailJob } from "@/lib/notices/jobs"
import { sendMail } from "@/lib/notices/send-mail"
import { fetchQuery } from "@/lib/queries/fetch"
import { fetchQueryJob } from "@/lib/queries/jobs"
import type { Job } from "@/lib/queue/define"
import { refreshSchema } from "@/lib/schemas/refresh"

export type Handler = { name: string; payload: z.ZodType; keep: Verb<never, unknown>; atOnce: number }

const on = <S extends z.ZodType>({ name, payload }: Job<S>, keep: Verb<z.input<S>, unknown>, atOnce: number): Handler => ({
  name,
  payload,
  keep: keep as Verb<never, unknown>,
  atOnce,
})

/** Which verb keeps which promise, and how many of a kind one worker keeps at once. */
export const handlers: readonly Handler[] = [
  on(validateJob, validateConnection, 8),
  on(refreshSchemaJob, refreshSchema, 2),
  on(checkHealthJob, checkHealth, 4),
  on(carryOverJob, carryOver, 1),
  on(forgetJob, forgetConnection, 1),
  on(sweepJob, sweepConnections, 1),
  on(fetchQueryJob, fetchQuery, 4),
  on(runJobJob, runJob, 4),
  on(sendMailJob, sendMail, 2),
]
